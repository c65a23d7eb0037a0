import type { MatrixDefinition } from './definition.ts';

const ROW = ['market', 'offering', 'price_list', 'period', 'min_quantity'] as const;

export const tierPrice: MatrixDefinition = {
  kind: 'TIER_PRICE',
  title: 'Tier prices',
  description: 'Prices in force on a day: a row for each offering on a price list, a column for each currency.',
  filters: ['markets', 'segments', 'problems', 'suites', 'lines', 'lineUps', 'offerings', 'priceLists', 'currencies'],
  writers: ['PRICING'],
  rowKey: ROW,
  header: [
    { key: 'market', title: 'Market', type: 'TEXT', part: 'key' },
    { key: 'problem', title: 'Problem', type: 'TEXT', part: 'derived' },
    { key: 'suite', title: 'Suite', type: 'TEXT', part: 'derived' },
    { key: 'line', title: 'Line', type: 'TEXT', part: 'derived' },
    { key: 'line_up', title: 'Line-up', type: 'TEXT', part: 'derived' },
    { key: 'tier_rank', title: 'Tier', type: 'INTEGER', part: 'derived' },
    { key: 'offering', title: 'Offering', type: 'TEXT', part: 'key' },
    { key: 'metric', title: 'Metric', type: 'TEXT', part: 'given', field: 'metric' },
    { key: 'price_list', title: 'Price list', type: 'TEXT', part: 'key' },
    { key: 'period', title: 'Billing period', type: 'CHOICE', part: 'key' },
    { key: 'min_quantity', title: 'From quantity', type: 'INTEGER', part: 'key', initial: '1' },
  ],
  columns: [
    {
      by: 'currency',
      type: 'DECIMAL',
      min: 0,
      binding: { entity: 'Price', key: [...ROW, '@column'], field: 'amount' },
    },
    {
      key: 'quote',
      title: 'Quote',
      type: 'TEXT',
      maxLength: 4000,
      binding: { entity: 'Price', key: [...ROW, "'quote'"], field: 'text' },
    },
  ],
  temporal: true,
  insertable: true,
  archivable: true,
};
