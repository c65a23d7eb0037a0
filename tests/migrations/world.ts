/** Two markets with at least one row in every table that belongs to a market: what the tests of migrations look at. */
import type { TestDatabase } from '../support/database.ts';

/** Columns by name; a text `@name` stands for the id of the row that is called so below. */
export type Values = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
export type Ids = ReadonlyMap<string, string>;

const price = { price_list_id: '@list', billing_period: 'MONTH', valid_from: '2026-01-01', currency_id: '@USD' };

const ROWS: readonly (readonly [name: string, table: string, values: Values])[] = [
  ['A', 'market', { code: 'A', name: 'Alpha' }],
  ['B', 'market', { code: 'B', name: 'Beta' }],
  ['segment', 'segment', { market_id: '@A', code: 'SMALL', name: 'Small' }],
  ['segmentB', 'segment', { market_id: '@B', code: 'SMALL', name: 'Small' }],
  [
    '',
    'segment_criterion',
    { market_id: '@A', segment_id: '@segment', attribute: 'staff', operator: 'LT', value: '50' },
  ],
  [
    '',
    'segment_criterion',
    { market_id: '@B', segment_id: '@segmentB', attribute: 'staff', operator: 'LT', value: '9' },
  ],
  ['problem', 'problem', { market_id: '@A', code: 'BOOKS', name: 'Books' }],
  ['problem2', 'problem', { market_id: '@A', code: 'TAX', name: 'Tax' }],
  ['problemB', 'problem', { market_id: '@B', code: 'BOOKS', name: 'Books' }],
  ['', 'segment_problem', { market_id: '@A', segment_id: '@segment', problem_id: '@problem', importance: 5 }],
  ['', 'segment_problem', { market_id: '@B', segment_id: '@segmentB', problem_id: '@problemB', importance: 1 }],

  ['suite', 'product_suite', { code: 'SUITE', name: 'Suite' }],
  ['suiteB', 'product_suite', { code: 'SUITE-B', name: 'Suite of B' }],
  ['line', 'product_line', { code: 'LINE', suite_id: '@suite', name: 'Line', posture: 'BALANCED' }],
  ['line2', 'product_line', { code: 'LINE-2', suite_id: '@suite', name: 'Second line', posture: 'BALANCED' }],
  ['lineB', 'product_line', { code: 'LINE-B', suite_id: '@suiteB', name: 'Line of B', posture: 'BALANCED' }],
  ['product', 'product', { code: 'P', line_id: '@line', name: 'Product', lifecycle: 'ACTIVE' }],
  ['product2', 'product', { code: 'P-2', line_id: '@line2', name: 'Product of the second line', lifecycle: 'ACTIVE' }],
  ['productB', 'product', { code: 'P-B', line_id: '@lineB', name: 'Product of B', lifecycle: 'ACTIVE' }],
  ['lineUp', 'line_up', { market_id: '@A', code: 'LU', problem_id: '@problem', line_id: '@line', name: 'Line-up' }],
  ['lineUpB', 'line_up', { market_id: '@B', code: 'LU', problem_id: '@problemB', line_id: '@lineB', name: 'Line-up' }],
  [
    'offering',
    'offering',
    {
      ...{ market_id: '@A', code: 'GOOD', line_up_id: '@lineUp', product_id: '@product', line_id: '@line' },
      ...{ name: 'Good', kind: 'TIER', tier_rank: 1, lifecycle: 'ACTIVE' },
    },
  ],
  [
    'offeringB',
    'offering',
    {
      ...{ market_id: '@B', code: 'GOOD', line_up_id: '@lineUpB', product_id: '@productB', line_id: '@lineB' },
      ...{ name: 'Good', kind: 'TIER', tier_rank: 1, lifecycle: 'ACTIVE' },
    },
  ],
  ['', 'offering_segment', { market_id: '@A', offering_id: '@offering', segment_id: '@segment' }],
  ['', 'offering_segment', { market_id: '@B', offering_id: '@offeringB', segment_id: '@segmentB' }],
  ['solution', 'solution', { market_id: '@A', code: 'S', name: 'Solution', state: 'IDEA' }],
  ['solutionB', 'solution', { market_id: '@B', code: 'S', name: 'Solution', state: 'IDEA' }],

  [
    'need',
    'business_requirement',
    { market_id: '@A', code: 'N', layer: 'USER', statement: 'Close the month', strategic_value: 3 },
  ],
  [
    'needB',
    'business_requirement',
    { market_id: '@B', code: 'N', layer: 'USER', statement: 'Close the month', strategic_value: 3 },
  ],
  [
    'requirement',
    'product_requirement',
    { code: 'R', product_id: '@product', kind: 'FUNCTION', statement: 'Reconcile', priority: 1 },
  ],
  [
    'requirementB',
    'product_requirement',
    { code: 'R-B', product_id: '@productB', kind: 'FUNCTION', statement: 'Reconcile', priority: 1 },
  ],
  [
    '',
    'requirement_link',
    { market_id: '@A', business_requirement_id: '@need', product_requirement_id: '@requirement' },
  ],
  [
    '',
    'requirement_link',
    { market_id: '@B', business_requirement_id: '@needB', product_requirement_id: '@requirementB' },
  ],

  ['list', 'price_list', { code: 'LIST', name: 'For everyone', state: 'PUBLISHED' }],
  ['listA', 'price_list', { code: 'LIST-A', name: 'Of A', state: 'PUBLISHED', market_id: '@A' }],
  ['listB', 'price_list', { code: 'LIST-B', name: 'Of B', state: 'PUBLISHED', market_id: '@B' }],
  ['fine', 'price_list', { code: 'FINE', name: 'Per use', state: 'PUBLISHED', decimals: 4 }],
  [
    'price',
    'price',
    { ...price, market_id: '@A', offering_id: '@offering', kind: 'LIST', amount: '25', valid_to: '2027-01-01' },
  ],
  ['priceB', 'price', { ...price, market_id: '@B', offering_id: '@offeringB', kind: 'LIST', amount: '30' }],

  ['year', 'fiscal_period', { code: '2027', name: '2027', valid_from: '2027-01-01', valid_to: '2028-01-01' }],
  [
    'q1',
    'fiscal_period',
    { code: '2027-Q1', name: 'Q1', valid_from: '2027-01-01', valid_to: '2027-04-01', parent_id: '@year' },
  ],
  [
    'jan',
    'fiscal_period',
    { code: '2027-01', name: 'January', valid_from: '2027-01-01', valid_to: '2027-02-01', parent_id: '@q1' },
  ],
  ['plan', 'budget_plan', { code: 'B27', name: 'Budget', kind: 'BUDGET', currency_id: '@USD', state: 'DRAFT' }],
  ['all', 'envelope', { code: 'ALL', plan_id: '@plan', cap: '1000' }],
  ['allA', 'envelope', { code: 'ALL-A', plan_id: '@plan', market_id: '@A', cap: '1000' }],
  ['allB', 'envelope', { code: 'ALL-B', plan_id: '@plan', market_id: '@B', cap: '1000' }],
  ['sales', 'envelope', { code: 'SALES-Q1', plan_id: '@plan', function: 'SALES', period_id: '@q1', cap: '1000' }],
  ...allocations(),

  ['person', 'person', { code: 'ANNA', name: 'Anna' }],
  ['item', 'roadmap_item', { market_id: '@A', code: 'I', title: 'Item', product_id: '@product' }],
  ['item2', 'roadmap_item', { market_id: '@A', code: 'I-2', title: 'Second item', product_id: '@product' }],
  ['itemB', 'roadmap_item', { market_id: '@B', code: 'I', title: 'Item', product_id: '@productB' }],
  ['itemB2', 'roadmap_item', { market_id: '@B', code: 'I-2', title: 'Second item', product_id: '@productB' }],
  ['', 'item_requirement', { market_id: '@A', item_id: '@item', requirement_id: '@requirement' }],
  ['', 'item_requirement', { market_id: '@B', item_id: '@itemB', requirement_id: '@requirementB' }],
  ['', 'item_dependency', { market_id: '@A', item_id: '@item2', depends_on_id: '@item' }],
  ['', 'item_dependency', { market_id: '@B', item_id: '@itemB2', depends_on_id: '@itemB' }],
];

/** 60 SALES and 20 MARKETING in A, 35 SALES in B: 60 in January, the rest in Q1 at large. */
function allocations(): [string, string, Values][] {
  const of = (market: string, line: string, period: string): Values => ({
    ...{ plan_id: '@plan', market_id: market, line_id: line, period_id: period },
  });
  return [
    ['allocation', 'allocation', { ...of('@A', '@line', '@jan'), function: 'SALES', amount: '60' }],
    ['', 'allocation', { ...of('@A', '@line', '@q1'), function: 'MARKETING', amount: '20' }],
    ['allocationB', 'allocation', { ...of('@B', '@lineB', '@q1'), function: 'SALES', amount: '35' }],
  ];
}

/** What a price copies of its currency and its list, as the store does. */
const COPIES: Readonly<Record<string, { column: string; of: string; from: string }>> = {
  currency_code: { column: 'code', of: 'currency_id', from: 'currency' },
  minor_unit: { column: 'minor_unit', of: 'currency_id', from: 'currency' },
  list_decimals: { column: 'list_decimals', of: 'price_list_id', from: 'price_list' },
  list_market_id: { column: 'list_market_id', of: 'price_list_id', from: 'price_list' },
};

/** An INSERT of change set 1; a price gets its copies unless `values` has them. @throws Error when `@name` names no row: a mistake in the test. */
export function insertion(table: string, values: Values, ids: Ids): { text: string; values: unknown[] } {
  const row: Values = { revision: 1, created_revision: 1, ...values };
  const columns = Object.keys(row);
  const copies = table === 'price' ? Object.entries(COPIES).filter(([copy]) => !(copy in row)) : [];
  const sources = copies.map(
    ([, { column, of, from }]) => `(SELECT ${column} FROM ${from} WHERE id = $${columns.indexOf(of) + 1})`,
  );
  return {
    text: `INSERT INTO ${table} (${[...columns, ...copies.map(([copy]) => copy)].join(', ')})
      VALUES (${[...columns.map((_, i) => `$${i + 1}`), ...sources].join(', ')})`,
    values: Object.values(row).map((value) => resolved(value, ids)),
  };
}

export function resolved(value: unknown, ids: Ids): unknown {
  if (typeof value !== 'string' || !value.startsWith('@')) return value;
  const id = ids.get(value.slice(1));
  if (id === undefined) throw new Error(`no row is called ${value}`);
  return id;
}

/** Fills a database that has its migrations and nothing else; answers the ids by name, those of currencies by code. */
export async function fill(owner: TestDatabase['owner']): Promise<Ids> {
  const ids = new Map<string, string>();
  for (const { code, id } of await owner<{ code: string; id: string }>('SELECT code, id FROM currency'))
    ids.set(code, id);
  for (const [name, table, values] of ROWS) {
    const { text, values: bound } = insertion(table, values, ids);
    const [row] = await owner<{ id: string }>(`${text} RETURNING id`, bound);
    if (name !== '' && row) ids.set(name, row.id);
  }
  return ids;
}
