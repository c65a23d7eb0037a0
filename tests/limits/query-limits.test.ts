/** What a query may ask for, judged by its text and variables alone. */
import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { getOperationAST, Kind, parse, validate } from 'graphql';
import { buildSchema } from '../../api/build-schema.ts';
import { readConfig } from '../../api/config.ts';
import { LIMIT_SETTINGS } from '../../api/settings/limits.settings.ts';
import * as administration from '../../addin/taskpane/queries/administration.ts';
import * as audit from '../../addin/taskpane/queries/audit.ts';
import { choicesQuery } from '../../addin/taskpane/queries/filter-choices.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import { checkVariableDepth, scanQuery } from '../../api/limits/query-scan.ts';
import { checkWeight, weigh, type Weight } from '../../api/limits/query-weight.ts';
import { RateLimit } from '../../api/limits/rate-limit.ts';

const limits = readConfig({});
const schema = buildSchema(limits);

function weight(query: string, variables: Record<string, unknown> = {}): Weight {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return weigh({ schema, document, operation, variables });
}

describe('the weight of a query', () => {
  test.each<[string, string, object, number]>([
    ['fields', '{ me { name roles } }', {}, 3],
    ['a page of the default size', '{ segments { nodes { code } } }', {}, 1 + 100 * 2],
    ['a page of a size', '{ segments(first: 7) { nodes { code name } } }', {}, 1 + 7 * 3],
    ['no row', '{ segments(first: 0) { nodes { code } } }', {}, 1],
    ['a page whose size is a variable', 'query ($n: Int) { segments(first: $n) { nodes { code } } }', { n: 50 }, 101],
    ['a variable with a default', 'query ($n: Int = 30) { segments(first: $n) { nodes { code } } }', {}, 61],
    ['a variable that is not given', 'query ($n: Int) { segments(first: $n) { nodes { code } } }', {}, 201],
    [
      'a page in each row of a page',
      '{ markets(first: 10) { nodes { segments(first: 5) { nodes { code } } } } }',
      {},
      1 + 10 * (1 + 1 + 5 * 2),
    ],
    [
      'a list of changes in each change set',
      '{ changeSets(first: 3) { nodes { changes(first: 4) { nodes { row } } } } }',
      {},
      1 + 3 * (1 + 1 + 4 * 2),
    ],
    ['fragments', '{ ...A ...A } fragment A on Query { me { name } ... on Query { again: me { name } } }', {}, 8],
  ])('%s', (_what, query, variables, cost) => {
    expect(weight(query, variables as Record<string, unknown>).cost).toBe(cost);
  });

  test('of fragments in fragments is found at once, however often they double', () => {
    const doubling = Array.from({ length: 60 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
    const query = `{ ...F0 } ${doubling.join(' ')} fragment F60 on Query { me { name } }`;
    expect(weight(query).cost).toBeGreaterThan(1e14);
    expect(() => check(query)).toThrow('far too many values');
  });

  test('counts the depth of what stands in fragments', () => {
    expect(weight('{ ...A } fragment A on Query { me { ...B } } fragment B on Viewer { name }').depth).toBe(2);
  });
});

function check(query: string, variables: Record<string, unknown> = {}): void {
  const document = parse(query);
  const operation = getOperationAST(document);
  if (operation) checkWeight({ schema, document, operation, variables }, limits);
}

describe('a query is refused', () => {
  const nested = '{ markets(first: 10000) { nodes { segments(first: 1000) { nodes { code } } } } }';
  const deep = `{ ${'segments { nodes { market { '.repeat(6)} code ${'} } } '.repeat(6)} }`;
  test.each<[string, () => unknown, string]>([
    ['for more values than it may answer', () => check(nested), 'The query may answer 20020001 values'],
    ['for the same by a variable', () => check(nested.replace('10000', '$n'), { n: 9999 }), 'values'],
    [
      'for a page that is too long',
      () => check('{ markets(first: 100001) { totalCount } }'),
      'A page has at most 100000 rows',
    ],
    ['for its depth', () => scanQuery(deep, limits), 'more than 15 fields deep'],
    ['for its aliases', () => scanQuery(`{ ${'a: me { name } '.repeat(101)} }`, limits), 'more than 100 aliases'],
    [
      'for its directives',
      () => scanQuery(`{ me ${'@skip(if: true) '.repeat(51)} }`, limits),
      'more than 50 directives',
    ],
    [
      'for its length',
      () => scanQuery(`{ ${Array.from({ length: 20_000 }, (_, i) => `f${i}`).join(' ')} }`, limits),
      'more than 20000 words',
    ],
    [
      'for the same field over and over',
      () => scanQuery(`{ ${'me '.repeat(201)} }`, limits),
      'names `me` more than 200 times',
    ],
    ['for lists within lists', () => scanQuery(`{ me(a: ${'['.repeat(40)}`, limits), 'more than 30 lists deep'],
    [
      'for the same in variables',
      () => checkVariableDepth(JSON.parse('['.repeat(40) + ']'.repeat(40)), limits),
      'variables are more than 30',
    ],
    [
      'for a list of many matrices',
      () =>
        check(
          `{ ${Array.from({ length: 53 }, (_, i) => `m${i}: matrix(request: { kind: BUDGET }) { rowCount }`).join(' ')} }`,
        ),
      'values',
    ],
    [
      'for the schema many times over',
      () => check(`{ ${Array.from({ length: 11 }, (_, i) => `s${i}: __schema { description }`).join(' ')} }`),
      'values',
    ],
  ])('%s', (_why, judge, sentence) => {
    expect(judge).toThrow(sentence);
    expect(judge).toThrow(expect.objectContaining({ code: 'LIMIT_EXCEEDED', status: 400 }));
  });

  test('but not for colons, brackets and at-signs in its values', () => {
    const values = '{ a: me(x: {a: 1, b: {c: [1]}}, y: "{{{{ @@@@ ::::") { n: name } }';
    expect(() => scanQuery(values, { ...limits, aliases: 2, directives: 0, depth: 2, variableDepth: 4 })).not.toThrow();
  });
});

test('every limit stands in the description of the schema, with its value', () => {
  const values = LIMIT_SETTINGS.map(({ key }, i) => [key, 1001 + i] as const);
  const { description } = buildSchema({ ...limits, ...Object.fromEntries(values) });
  expect(values.filter(([, value]) => !description?.includes(String(value)))).toEqual([]);
});

describe('our own operations pass with a wide margin', () => {
  const folder = new URL('../../addin/operations/', import.meta.url);
  const text = readdirSync(folder).map((file) => readFileSync(new URL(file, folder), 'utf8'));
  const document = parse(text.join('\n'));
  const operations = document.definitions.flatMap((d) =>
    d.kind === Kind.OPERATION_DEFINITION ? [[d.name?.value ?? '', d] as const] : [],
  );
  const fifth = { depth: 6, aliases: 20, tokens: 1000, directives: 10, repeats: 40 } as const;

  test.each(operations)('%s', (_name, operation) => {
    const { cost, depth } = weigh({ schema, document, operation, variables: { first: 100 } });
    expect(cost).toBeLessThan(limits.cost / 5);
    expect(depth).toBeLessThanOrEqual(fifth.depth);
  });

  /** What the pane asks beside them, with its largest pages. */
  const asked = [
    ...Object.values(audit),
    ...Object.values(administration),
    ...MATRICES.flatMap(({ kind, filters }) =>
      filters.map((filter) => choicesQuery({ kind, filter, day: '2026-11-28' })?.document ?? ''),
    ),
  ].filter((query) => query !== '');

  test.each(asked.map((query) => [/\w+ \w+/.exec(query)?.[0], query]))('%s, of the pane', (_name, query) => {
    const { cost, depth } = weight(query ?? '', { first: 100, changes: 100 });
    expect(cost).toBeLessThan(limits.cost / 5);
    expect(depth).toBeLessThanOrEqual(fifth.depth);
    expect(() => scanQuery(query ?? '', { ...limits, ...fifth })).not.toThrow();
  });

  test('and a push of 100,000 cells', () => {
    const edit = ['SMB/BUSINESS-GOOD/US/MONTH/1', 'USD', '1234567.89'];
    const body = JSON.stringify({
      query: text.join(''),
      variables: { edits: Array.from({ length: 100_000 }, () => edit) },
    });
    expect(body.length).toBeLessThan(limits.pushBytes * 0.6);
  });

  test('even all of them in one request', () => {
    expect(() => scanQuery(text.join('\n'), { ...limits, ...fifth })).not.toThrow();
  });

  test('and so does the question that GraphiQL asks of the schema', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true });
    expect(() => scanQuery(query, limits)).not.toThrow();
    expect(() => check(query)).not.toThrow();
  });
});

describe('a caller', () => {
  test('may send a minute’s worth at once, then as many as the minute brings', () => {
    let now = 0;
    const rates = new RateLimit(60, () => now);
    const passed = (n: number): number =>
      Array.from({ length: n }, () => rates.take('a')).filter((s) => s === 0).length;
    expect(passed(100)).toBe(60);
    expect(rates.take('a')).toBe(1);
    expect(rates.take('b')).toBe(0);
    now += 10_000;
    expect(passed(100)).toBe(10);
    now += 3_600_000;
    expect(passed(100)).toBe(60);
  });

  test('is told how long to wait when little is allowed', () => {
    const rates = new RateLimit(1, () => 0);
    expect([rates.take('a'), rates.take('a')]).toEqual([0, 60]);
  });
});
