import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import type { View } from '../../addin/flows/view.ts';
import * as administration from '../../addin/taskpane/queries/administration.ts';
import * as audit from '../../addin/taskpane/queries/audit.ts';
import { cellRecord } from '../../addin/taskpane/queries/cell-record.ts';
import { choicesQuery, knownChoices } from '../../addin/taskpane/queries/filter-choices.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import { budgets, priceKey, roadmap, tierPrices } from './support/matrices.ts';
import type { StandInMatrix } from './support/stand-in-server.ts';

const schema = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const faults = (document: string): string[] => validate(schema, parse(document)).map(({ message }) => message);

describe('what the pane asks fits the schema', () => {
  test.each(Object.entries({ ...audit, ...administration }))('%s', (_name, document) =>
    expect(faults(document)).toEqual([]),
  );

  test.each(MATRICES.flatMap(({ kind, filters }) => filters.map((filter) => [kind, filter] as const)))(
    'the choices of %s %s',
    (kind, filter) => {
      const query = choicesQuery({ kind, filter, day: '2026-11-28' });
      if (query) expect(faults(query.document)).toEqual([]);
      else expect(knownChoices(filter).choices.length).toBeGreaterThan(0);
    },
  );
});

test('what an administrator sends is what addin/operations says', () => {
  const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
  const file = new URL('../../addin/operations/administration.graphql', import.meta.url);
  const documented = readFileSync(file, 'utf8')
    .split(/\n(?=query|mutation|fragment)/)
    .map(squeeze);
  const sent = Object.values(administration).flatMap((document) => document.split(/(?= fragment )/).map(squeeze));
  expect([...new Set(sent)].sort()).toEqual(documented.sort());
});

describe('the budget plan that is chosen beforehand', () => {
  const read = (codes: readonly string[]) =>
    choicesQuery({ kind: 'BUDGET', filter: 'plan', day: '2026-11-28' })?.read({
      choices: { totalCount: 0, nodes: [] },
      presumed: { nodes: codes.map((code) => ({ code })) },
    }).presumed;
  test.each<[what: string, found: readonly string[], presumed: string | null]>([
    ['the only approved one', ['BUDGET-2027'], 'BUDGET-2027'],
    ['none of two', ['BUDGET-2027', 'BUDGET-2027B'], null],
    ['none where nothing is approved', [], null],
  ])('is %s', (_what, found, presumed) => expect(read(found)).toBe(presumed));
});

test('a code that stands in several markets is one choice; what is in use comes first', () => {
  const nodes = [
    { code: 'EU', name: 'Europe', market: { code: 'A' }, count: { totalCount: 0 } },
    { code: 'US', name: 'United States', market: { code: 'A' }, count: { totalCount: 2 } },
    { code: 'US', name: 'United States', market: { code: 'B' }, count: { totalCount: 3 } },
  ];
  expect(
    choicesQuery({ kind: 'TIER_PRICE', filter: 'priceLists', day: '2026-11-28' })?.read({
      choices: { totalCount: 3, nodes },
    }),
  ).toEqual({
    choices: [
      { code: 'US', name: 'United States', market: null, count: 5 },
      { code: 'EU', name: 'Europe', market: 'A', count: 0 },
    ],
    total: 3,
    presumed: null,
    unit: 'prices',
  });
});

describe('the record behind a cell', () => {
  const viewOf = ({ kind, title, rowHeader, columns, rows }: StandInMatrix, plan?: string): View => ({
    id: 'v',
    request: { kind, filter: plan === undefined ? {} : { plan }, asOf: '2026-11-21' },
    title,
    revision: 1,
    rowHeader,
    columns,
    rows,
    pulledBy: '',
    pulledAt: '',
  });
  const prices = viewOf(tierPrices(1));
  const budget = viewOf(budgets(), 'P');
  test.each<[what: string, view: View, place: { row: string; column: string }, record: object | null]>([
    [
      'a price',
      prices,
      { row: priceKey(1), column: 'USD' },
      { entity: 'Price', row: 'SMB/OFF-1/LIST/MONTH/1/USD', field: 'amount' },
    ],
    [
      'a quote',
      prices,
      { row: priceKey(1), column: 'quote' },
      { entity: 'Price', row: 'SMB/OFF-1/LIST/MONTH/1/quote', field: 'text' },
    ],
    ['a label', prices, { row: priceKey(1), column: 'suite' }, null],
    ['a row that was never pulled', prices, { row: 'SMB/OTHER', column: 'USD' }, null],
    [
      'a budget cell',
      budget,
      { row: 'SMB/LINE/SALES', column: '2027-Q1' },
      { entity: 'Allocation', row: 'P/SMB/LINE/SALES/2027-Q1', field: 'amount' },
    ],
    ['a total', budget, { row: 'SMB/LINE/SALES', column: 'total' }, null],
    [
      'a budget cell of a plan that the server chose',
      viewOf(budgets()),
      { row: 'SMB/LINE/SALES', column: '2027-Q1' },
      null,
    ],
    [
      'a date of a roadmap item',
      viewOf(roadmap(['One'])),
      { row: 'SMB/R-1', column: 'starts_on' },
      { entity: 'RoadmapItem', row: 'SMB/R-1', field: 'startsOn' },
    ],
  ])('%s', (_what, view, place, record) => expect(cellRecord(view, place)).toEqual(record));
});
