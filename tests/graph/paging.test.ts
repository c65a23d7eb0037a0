import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { isEnumType } from 'graphql';
import { MODEL } from '../../api/entities.ts';
import { definitionOf } from '../../api/model/registry.ts';
import { openWorld, type World } from './graph-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (let n = 0; n < 40; n++) await insertItem(n);
});
afterAll(async () => {
  await world.db.drop();
});

interface Page {
  readonly totalCount: number;
  readonly nodes: readonly Record<string, unknown>[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

let inserted = 0;
/** A roadmap item whose values repeat and are missing for every third; answers its id. */
async function insertItem(n: number): Promise<string> {
  const id = randomUUID();
  const nth = (entity: string): string | undefined => world.rows.get(entity)?.[0]?.id;
  await world.db.owner(
    `INSERT INTO roadmap_item (id, revision, created_revision, updated_at, code, market_id, product_id, title, investment,
                               origin, state, starts_on, ends_on, confidence, slip_reason)
     VALUES ($1, $2, 1, timestamptz '2026-01-01' + $3 * interval '1 microsecond', $4, $5, $6, $7, 'GROWTH', 'PROACTIVE',
             'IDEA', $8, $9, $10, $11)`,
    [
      id,
      1 + (n % 4),
      n % 5,
      `P-${String(n % 50).padStart(2, '0')}-${inserted++}`,
      nth('Market'),
      nth('Product'),
      ['Ähre', 'zebra', 'Zebra', "it's"][n % 4],
      n % 3 === 0 ? null : `2026-0${1 + (n % 4)}-01`,
      n % 3 === 0 ? null : `2027-0${1 + (n % 2)}-01`,
      n % 3 === 1 ? null : n % 7,
      n % 3 === 2 ? null : `because ${n % 6}`,
    ],
  );
  return id;
}

/** Every page to the end; `between` runs after each. */
async function readAll(
  list: string,
  o: { orderBy: string; first: number; fields?: string; between?: () => Promise<unknown> },
): Promise<Record<string, unknown>[]> {
  const seen: Record<string, unknown>[] = [];
  let after: string | null = null;
  for (;;) {
    const data: Record<string, Page> = await world.answer(
      `query ($after: String) { ${list}(orderBy: ${o.orderBy}, first: ${o.first}, after: $after) {
        nodes { id ${o.fields ?? ''} } pageInfo { hasNextPage endCursor } } }`,
      { variables: { after } },
    );
    const page = data[list];
    if (!page) throw new Error('no page');
    seen.push(...page.nodes);
    expect(page.pageInfo.endCursor).toEqual(expect.any(String));
    if (!page.pageInfo.hasNextPage) return seen;
    expect(page.nodes).toHaveLength(o.first);
    after = page.pageInfo.endCursor;
    await o.between?.();
  }
}

const ordersOf = (name: string): string[] => {
  const type = world.schema.getType(`${name}Order`);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

const ORDERS = [
  'KEY',
  'ID',
  'CODE',
  'TITLE',
  'REVISION',
  'UPDATED_AT',
  'STARTS_ON',
  'ENDS_ON',
  'CONFIDENCE',
  'SLIP_REASON',
];

test.each(ORDERS.flatMap((order) => [`${order}_ASC`, `${order}_DESC`]))(
  'paging in %s meets every row once, although values repeat or are missing and rows are added on the way',
  async (orderBy) => {
    const before = await world.db.owner<{ id: string }>('SELECT id FROM roadmap_item');
    let n = 0;
    const seen = await readAll('roadmapItems', { orderBy, first: 11, between: () => insertItem(n++) });
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { id } of before) expect(ids).toContain(id);
  },
);

test.each([
  ['STARTS_ON_ASC', 'starts_on ASC, id ASC'],
  ['STARTS_ON_DESC', 'starts_on DESC, id DESC'],
  ['TITLE_ASC', 'title ASC, id ASC'],
  ['CONFIDENCE_DESC', 'confidence DESC, id DESC'],
  ['UPDATED_AT_ASC', 'updated_at ASC, id ASC'],
])('pages in %s follow each other as PostgreSQL sorts', async (orderBy, sql) => {
  const sorted = await world.db.owner<{ id: string }>(`SELECT id FROM roadmap_item ORDER BY ${sql}`);
  const seen = await readAll('roadmapItems', { orderBy, first: 9 });
  expect(seen.map(({ id }) => id)).toEqual(sorted.map(({ id }) => id));
});

test('the natural key orders by codes, the market first, parents before their rows', async () => {
  const nodes = await readAll('segmentProblems', {
    orderBy: 'KEY_ASC',
    first: 1,
    fields: 'market { code } segment { code } problem { code }',
  });
  const keys = nodes.map((node) =>
    ['market', 'segment', 'problem'].map((part) => (node[part] as { code: string }).code).join('/'),
  );
  expect(keys).toEqual([...keys].sort());
  expect(keys).toHaveLength(4);
});

test('every order of every entity pages through the same rows', async () => {
  for (const { name, plural } of MODEL.map(definitionOf)) {
    if (name === 'RoadmapItem') continue;
    const rows = world.rows
      .get(name)
      ?.map(({ id }) => id)
      .sort();
    expect(ordersOf(name)).toContain('KEY_ASC');
    for (const orderBy of ordersOf(name)) {
      const seen = await readAll(plural, { orderBy, first: Math.ceil((rows?.length ?? 1) / 2) });
      expect({ orderBy: `${name}.${orderBy}`, ids: seen.map(({ id }) => id).sort() }).toEqual({
        orderBy: `${name}.${orderBy}`,
        ids: rows,
      });
    }
  }
});

test('a list within a row pages by itself', async () => {
  const seen: unknown[] = [];
  let after: string | null = null;
  for (let hasNextPage = true; hasNextPage;) {
    const data: { markets: { nodes: { roadmapItems: Page }[] } } = await world.answer(
      `query ($after: String) { markets(filter: { code: { eq: "ALPHA" } }) { nodes {
        roadmapItems(first: 10, orderBy: TITLE_DESC, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
      { variables: { after } },
    );
    const page = data.markets.nodes[0]?.roadmapItems;
    if (!page) throw new Error('no page');
    seen.push(...page.nodes.map(({ id }) => id));
    ({ hasNextPage, endCursor: after } = page.pageInfo);
    if (!hasNextPage) expect(page.totalCount).toBe(seen.length);
  }
  expect(new Set(seen).size).toBe(seen.length);
});

describe('a cursor', () => {
  const page = async (args: string, after?: string): Promise<Page> =>
    (
      await world.answer<{ segments: Page }>(
        `query ($after: String) { segments(${args}, after: $after) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } }`,
        { variables: { after: after ?? null } },
      )
    ).segments;

  test('is there on the last page too, and after it the page is empty and keeps the place', async () => {
    const all = await page('first: 10');
    expect(all.pageInfo).toEqual({ hasNextPage: false, endCursor: expect.stringMatching(/^[\w-]+$/) });
    const beyond = await page('first: 10', all.pageInfo.endCursor ?? '');
    expect(beyond).toEqual({
      totalCount: 4,
      nodes: [],
      pageInfo: { hasNextPage: false, endCursor: all.pageInfo.endCursor },
    });
  });

  test('of a page that holds exactly the rest has no page after it', async () => {
    expect((await page('first: 4')).pageInfo.hasNextPage).toBe(false);
    expect((await page('first: 3')).pageInfo.hasNextPage).toBe(true);
  });

  test('of an empty first page is null, and a page of no rows says whether there are some', async () => {
    const none = await page('first: 10, filter: { code: { eq: "nobody" } }');
    expect(none.pageInfo).toEqual({ hasNextPage: false, endCursor: null });
    const zero = await page('first: 0');
    expect(zero).toEqual({ totalCount: 4, nodes: [], pageInfo: { hasNextPage: true, endCursor: null } });
  });

  const of = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString('base64url');
  const id = '00000000-0000-4000-8000-000000000000';
  test.each([
    ['of another order', of(['Segment.NAME_ASC', 'x', id]), /belongs to Segment.NAME_ASC/],
    ['of another entity', of(['Market.CODE_ASC', 'x', id]), /belongs to Market.CODE_ASC/],
    ['that is no base64', '***', /not one of ours/],
    ['that is no JSON', Buffer.from('nonsense').toString('base64url'), /not one of ours/],
    ['that is an object', of({ length: 3 }), /not one of ours/],
    ['that is too short', of(['Segment.CODE_ASC', 'x']), /damaged/],
    ['with another id', of(['Segment.CODE_ASC', 'x', `${id}' OR true --`]), /damaged/],
    ['with NUL', of(['Segment.CODE_ASC', '\u0000', id]), /damaged/],
    ['with null where no value is missing', of(['Segment.CODE_ASC', null, id]), /damaged/],
    ['with a list as a value', of(['Segment.CODE_ASC', ['x'], id]), /damaged/],
    ['that is empty', '', /not one of ours/],
  ])('%s is refused with a sentence', async (_what, after, sentence) => {
    const { errors, statements } = await world.ask(
      'query ($after: String) { segments(orderBy: CODE_ASC, after: $after) { nodes { id } } }',
      { variables: { after } },
    );
    expect(errors?.[0]?.message).toMatch(sentence);
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(statements).toHaveLength(0);
  });

  test.each([
    ['MIN_QUANTITY_ASC', 99999999999],
    ['VALID_FROM_ASC', '2027-02-30'],
    ['AMOUNT_ASC', '1e9'],
    ['UPDATED_AT_ASC', 'infinity'],
  ])('whose %s is no such value is refused before PostgreSQL sees it', async (order, value) => {
    const { errors, statements } = await world.ask(
      `query ($after: String) { prices(orderBy: ${order}, after: $after) { nodes { id } } }`,
      { variables: { after: of([`Price.${order}`, value, id]) } },
    );
    expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
    expect(statements).toHaveLength(0);
  });
});
