import type { MatrixDefinition } from './definition.ts';

export const budget: MatrixDefinition = {
  kind: 'BUDGET',
  title: 'Budget',
  description: 'Amounts of one budget plan by market, line and function, a column for each period.',
  filters: ['plan', 'markets', 'suites', 'lines', 'functions', 'periods'],
  writers: ['FINANCE'],
  rowKey: ['market', 'line', 'function'],
  header: [
    { key: 'market', title: 'Market', type: 'TEXT', part: 'key' },
    { key: 'line', title: 'Line', type: 'TEXT', part: 'key' },
    { key: 'function', title: 'Function', type: 'CHOICE', part: 'key' },
    { key: 'posture', title: 'Posture', type: 'CHOICE', part: 'derived' },
  ],
  columns: [
    {
      by: 'period',
      type: 'DECIMAL',
      min: 0,
      binding: { entity: 'Allocation', key: ['@plan', 'market', 'line', 'function', '@column'], field: 'amount' },
    },
    { key: 'total', title: 'Total', type: 'DECIMAL' },
  ],
  temporal: false,
  insertable: true,
  archivable: true,
};
