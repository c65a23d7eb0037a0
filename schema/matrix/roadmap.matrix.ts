import type { CellBinding, MatrixDefinition } from './definition.ts';

const ROW = ['market', 'item'] as const;
const item = (field: string): { binding: CellBinding } => ({ binding: { entity: 'RoadmapItem', key: ROW, field } });

export const INVESTMENTS = ['INCREMENTAL', 'GROWTH'] as const;
export const ORIGINS = ['PROACTIVE', 'RESPONSIVE'] as const;
export const ITEM_STATES = [
  'IDEA',
  'PLANNED',
  'COMMITTED',
  'IN_PROGRESS',
  'INCUBATING',
  'RELEASED',
  'DROPPED',
] as const;

export const roadmap: MatrixDefinition = {
  kind: 'ROADMAP',
  title: 'Roadmap',
  description: 'Roadmap items with their dates, owners, states and links; rows can be added and archived.',
  filters: ['markets', 'suites', 'lines', 'states', 'owners'],
  writers: ['PRODUCT'],
  rowKey: ROW,
  header: [
    { key: 'market', title: 'Market', type: 'TEXT', part: 'key' },
    { key: 'item', title: 'Item', type: 'TEXT', part: 'key', generated: 'R-' },
  ],
  columns: [
    { key: 'title', title: 'Title', type: 'TEXT', maxLength: 255, required: true, ...item('title') },
    { key: 'product', title: 'Product', type: 'TEXT', required: true, ...item('product') },
    { key: 'solution', title: 'Solution', type: 'TEXT', ...item('solution') },
    { key: 'investment', title: 'Investment', type: 'CHOICE', options: INVESTMENTS, ...item('investment') },
    { key: 'origin', title: 'Origin', type: 'CHOICE', options: ORIGINS, ...item('origin') },
    { key: 'state', title: 'State', type: 'CHOICE', options: ITEM_STATES, ...item('state') },
    { key: 'owner', title: 'Owner', type: 'TEXT', ...item('owner') },
    { key: 'starts_on', title: 'Starts on', type: 'DATE', ...item('startsOn') },
    { key: 'ends_on', title: 'Ends on', type: 'DATE', ...item('endsOn') },
    { key: 'confidence', title: 'Confidence', type: 'INTEGER', unit: '%', min: 0, max: 100, ...item('confidence') },
    { key: 'slip_reason', title: 'Slip reason', type: 'TEXT', ...item('slipReason') },
    {
      key: 'requirements',
      title: 'Requirements',
      type: 'CODES',
      binding: { entity: 'ItemRequirement', key: ROW, field: 'requirements' },
    },
    {
      key: 'depends_on',
      title: 'Depends on',
      type: 'CODES',
      binding: { entity: 'ItemDependency', key: ROW, field: 'dependsOn' },
    },
  ],
  temporal: false,
  insertable: true,
  archivable: true,
};
