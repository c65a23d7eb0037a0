/** Reads the demo's CSV files for its data tests, as text, and says which columns are references. */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';

export type Line = Readonly<Record<string, string>>;

const FOLDER = new URL('../../api/demo/ledgerwell/', import.meta.url);

/** All lines of `<file>.csv`. @throws Error when the file is absent or ragged. */
export function read(file: string): Line[] {
  return parse(readFileSync(new URL(`${file}.csv`, FOLDER), 'utf8'), { columns: true });
}

/** The text of one column. @throws Error when there is no such column, so that a typing error cannot pass as blank. */
export function at(line: Line, column: string): string {
  const value = line[column];
  if (value === undefined) throw new Error(`no column ${column} in ${Object.keys(line).join(',')}`);
  return value;
}

/** Several columns joined as the product writes keys: `SMB/R-014`. */
export const keyOf = (line: Line, columns: readonly string[]): string => columns.map((c) => at(line, c)).join('/');

/** The one line with that key. @throws Error otherwise. */
export function only(lines: readonly Line[], columns: readonly string[], key: string): Line {
  const found = lines.filter((l) => keyOf(l, columns) === key);
  const [line] = found;
  if (!line || found.length > 1) throw new Error(`${found.length} lines are called ${key}`);
  return line;
}

export interface FileShape {
  /** Columns in the order of the file. */
  readonly columns: string;
  /** What tells two lines apart. */
  readonly key: string;
  /** Column → file that it points to; within the line's own market where the target has one. */
  readonly references: Readonly<Record<string, string>>;
}

const IN_MARKET = { market: 'markets' } as const;

/** Every file of the demo, parents before children. */
export const FILES: Readonly<Record<string, FileShape>> = {
  markets: { columns: 'code,name,vision,parent', key: 'code', references: { parent: 'markets' } },
  segments: { columns: 'market,code,name', key: 'market,code', references: IN_MARKET },
  segment_criteria: {
    columns: 'market,segment,attribute,operator,value',
    key: 'market,segment,attribute,operator,value',
    references: { ...IN_MARKET, segment: 'segments' },
  },
  problems: { columns: 'market,code,name', key: 'market,code', references: IN_MARKET },
  segment_problems: {
    columns: 'market,segment,problem,importance,max_choices',
    key: 'market,segment,problem',
    references: { ...IN_MARKET, segment: 'segments', problem: 'problems' },
  },
  product_suites: { columns: 'code,name,acquired_from,acquired_on', key: 'code', references: {} },
  product_lines: { columns: 'code,suite,name,posture', key: 'code', references: { suite: 'product_suites' } },
  products: { columns: 'code,line,name,lifecycle', key: 'code', references: { line: 'product_lines' } },
  business_requirements: {
    columns: 'market,code,layer,driver,statement,strategic_value',
    key: 'market,code',
    references: IN_MARKET,
  },
  product_requirements: {
    columns: 'code,product,kind,statement,priority,effort',
    key: 'code',
    references: { product: 'products' },
  },
  requirement_links: {
    columns: 'market,business_requirement,product_requirement,weight',
    key: 'market,business_requirement,product_requirement',
    references: {
      ...IN_MARKET,
      business_requirement: 'business_requirements',
      product_requirement: 'product_requirements',
    },
  },
  line_ups: {
    columns: 'market,code,problem,line,name',
    key: 'market,code',
    references: { ...IN_MARKET, problem: 'problems', line: 'product_lines' },
  },
  offerings: {
    columns: 'market,code,line_up,product,name,kind,tier_rank,tier_name,delivery,lifecycle',
    key: 'market,code',
    references: { ...IN_MARKET, line_up: 'line_ups', product: 'products' },
  },
  offering_segments: {
    columns: 'market,offering,segment,intent,value_statement',
    key: 'market,offering,segment',
    references: { ...IN_MARKET, offering: 'offerings', segment: 'segments' },
  },
  solutions: { columns: 'market,code,name,state,value_statement', key: 'market,code', references: IN_MARKET },
  price_lists: { columns: 'code,name,market,segment,region,state,decimals', key: 'code', references: IN_MARKET },
  prices: {
    columns:
      'market,offering,price_list,billing_period,min_quantity,currency,kind,amount,text,metric,valid_from,valid_to',
    key: 'market,offering,price_list,billing_period,min_quantity,currency,valid_from',
    references: { ...IN_MARKET, offering: 'offerings', price_list: 'price_lists' },
  },
  fiscal_periods: {
    columns: 'code,name,valid_from,valid_to,parent,locked',
    key: 'code',
    references: { parent: 'fiscal_periods' },
  },
  budget_plans: {
    columns: 'code,name,kind,base,currency,state,period',
    key: 'code',
    references: { base: 'budget_plans', period: 'fiscal_periods' },
  },
  envelopes: {
    columns: 'code,plan,market,function,period,cap',
    key: 'code',
    references: { ...IN_MARKET, plan: 'budget_plans', period: 'fiscal_periods' },
  },
  allocations: {
    columns: 'plan,market,line,function,period,amount,hold',
    key: 'plan,market,line,function,period',
    references: { ...IN_MARKET, plan: 'budget_plans', line: 'product_lines', period: 'fiscal_periods' },
  },
  people: { columns: 'code,name,title', key: 'code', references: {} },
  roadmap_items: {
    columns:
      'market,code,title,product,solution,investment,origin,state,owner,starts_on,ends_on,' +
      'baseline_starts_on,baseline_ends_on,confidence,slip_reason',
    key: 'market,code',
    references: { ...IN_MARKET, product: 'products', solution: 'solutions', owner: 'people' },
  },
  item_requirements: {
    columns: 'market,item,requirement',
    key: 'market,item,requirement',
    references: { ...IN_MARKET, item: 'roadmap_items', requirement: 'product_requirements' },
  },
  item_dependencies: {
    columns: 'market,item,depends_on',
    key: 'market,item,depends_on',
    references: { ...IN_MARKET, item: 'roadmap_items', depends_on: 'roadmap_items' },
  },
};
