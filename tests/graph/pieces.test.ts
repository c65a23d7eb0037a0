/** A large page leaves PostgreSQL in pieces: put together they are what a page in one piece says. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, parse, validate } from 'graphql';
import type { TextPiece } from '../../api/database/long-text.ts';
import type { LongStatement } from '../../api/database/transaction.ts';
import { directAnswer } from '../../api/graph/direct-answer.ts';
import { openWorld, type World } from './graph-world.ts';

const ROWS = 330;
const IN_PIECES = 500;
const IN_ONE = 499;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.owner(
    `INSERT INTO segment (code, market_id, name, revision, created_revision)
     SELECT 'Many-' || i, (SELECT id FROM market WHERE code = 'BETA'), 'Nº ' || i, 0, 0 FROM generate_series(1, ${ROWS}) i`,
  );
});
afterAll(() => world.db.drop());

const asked: LongStatement[] = [];

/** The pieces of the only field of an operation. */
async function pieces(source: string): Promise<readonly TextPiece[]> {
  const document = parse(source);
  expect(validate(world.schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  const direct = operation && directAnswer({ schema: world.schema, document, operation, variables: {} });
  if (!direct) throw new Error('the executor has to answer this');
  const unused = (): never => {
    throw new Error('one field is one statement');
  };
  const answer = await direct({
    read: unused,
    readLong: unused,
    readAlone: async (statement) => {
      asked.push(statement);
      return (await world.db.database.readOne('admin', statement)).text;
    },
  });
  const [text] = answer.values();
  return text?.held ?? [];
}

const MANY = 'filter: { code: { contains: "Many-" } }';

test.each([
  ['nodes alone', `${MANY}`, 'nodes { code name market { code } }'],
  [
    'facts of the page around them',
    `${MANY}`,
    'totalCount pageInfo { hasNextPage } n: nodes { c: code } p: pageInfo { endCursor } __typename',
  ],
  ['the last first', `${MANY}, orderBy: CODE_DESC`, 'nodes { code name }'],
  [
    'a page of none',
    'filter: { code: { eq: "None" } }',
    'pageInfo { hasNextPage endCursor } nodes { code } totalCount',
  ],
  ['nothing but a type name of each', `${MANY}`, 'nodes { __typename }'],
])('%s: the pieces together are the page', async (_what, given, fields) => {
  const page = (first: number): Promise<readonly TextPiece[]> =>
    pieces(`{ segments(first: ${first}, ${given}) { ${fields} } }`);
  const many = await page(IN_PIECES);
  expect(many).toHaveLength(given.includes('None') ? 1 : Math.ceil(ROWS / 200));
  expect(many.join('')).toBe((await page(IN_ONE)).join(''));
});

test('a page has the size that was asked for, and its cursor leads to the next, across pieces', async () => {
  await world.db.owner(
    `INSERT INTO segment (code, market_id, name, revision, created_revision)
     SELECT 'More-' || i, (SELECT id FROM market WHERE code = 'BETA'), 'more', 0, 0 FROM generate_series(1, 700) i`,
  );
  type Page = {
    readonly nodes: { readonly id: string }[];
    readonly pageInfo: { hasNextPage: boolean; endCursor: string };
  };
  const either = 'filter: { OR: [{ code: { contains: "Many-" } }, { code: { contains: "More-" } }] }';
  const page = async (after: string | null): Promise<Page> => {
    const given = `first: 600, orderBy: ID_ASC, after: ${JSON.stringify(after)}, ${either}`;
    const text = await pieces(`{ segments(${given}) { nodes { id } pageInfo { hasNextPage endCursor } } }`);
    return JSON.parse(text.join('')) as Page;
  };
  const first = await page(null);
  const second = await page(first.pageInfo.endCursor);
  expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([600, true]);
  expect([second.nodes.length, second.pageInfo.hasNextPage]).toEqual([ROWS + 700 - 600, false]);
  const ids = [...first.nodes, ...second.nodes].map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort());
});

test('more than ten thousand rows are one page where the query asks for nothing else and the rows hold no lists', async () => {
  await world.db.owner(
    `INSERT INTO problem (code, market_id, name, revision, created_revision)
     SELECT 'Large-' || i, (SELECT id FROM market WHERE code = 'BETA'), 'large', 0, 0 FROM generate_series(1, 10500) i`,
  );
  const page = (first: number, fields = 'nodes { code market { code } } pageInfo { hasNextPage }'): string =>
    `problems(first: ${first}, filter: { code: { contains: "Large-" } }) { ${fields} }`;
  type Page = { readonly nodes: { readonly code: string }[]; readonly pageInfo: object };
  const { nodes, pageInfo } = JSON.parse((await pieces(`{ ${page(100_000)} }`)).join('')) as Page;
  expect(new Set(nodes.map(({ code }) => code)).size).toBe(10_500);
  expect(pageInfo).toEqual({ hasNextPage: false });

  const refused = 'gives at most 10000 rows a page';
  const executor = await world.ask(`{ other ${page(10_001)} }`);
  expect([executor.data, executor.errors?.[0]?.message]).toEqual([null, expect.stringContaining(refused)]);
  for (const query of [
    `{ ${page(10_001)} segments { totalCount } }`,
    `{ ${page(10_001, 'nodes { code segmentProblems { nodes { id } } }')} }`,
    `{ ${page(10_001, 'totalCount')} }`,
  ]) {
    await expect(pieces(query)).rejects.toThrow('the executor has to answer this');
    expect((await world.ask(query)).errors?.[0]?.message).toContain(refused);
  }
});

test('a page whose rows hold lists, or whose nodes are asked for twice, comes as one text', async () => {
  for (const fields of ['nodes { code offeringSegments { nodes { id } } }', 'a: nodes { code } b: nodes { name }']) {
    const page = (first: number): Promise<readonly TextPiece[]> =>
      pieces(`{ segments(first: ${first}, ${MANY}) { ${fields} } }`);
    expect((await page(IN_PIECES)).join('')).toBe((await page(IN_ONE)).join(''));
  }
});

test('PostgreSQL is told that rows lie anywhere for a large page of a parent, not for a small one or for all rows', async () => {
  const isScattered = async (given: string): Promise<boolean | undefined> => {
    await pieces(`{ segments(${given}) { nodes { code } } }`);
    return asked.at(-1)?.isScattered;
  };
  const parent = 'filter: { market: { code: { in: ["BETA"] } } }';
  expect(await isScattered(`first: ${IN_PIECES}, ${parent}`)).toBe(true);
  expect(await isScattered(`first: ${IN_ONE}, ${parent}`)).toBe(false);
  expect(await isScattered(`first: ${IN_PIECES}, ${MANY}`)).toBe(false);
});
