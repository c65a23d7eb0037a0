/** Rows of what a filter names by its code: found and sorted by an index, and the plan is kept. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openWorld, type World } from './graph-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.db.drop());

const codes = async (filter: string, more = ''): Promise<unknown> =>
  world.answer(`{ offerings(filter: ${filter} ${more}) { nodes { code market { code } } pageInfo { hasNextPage } } }`);

test('one code is the same as a list of that code: found, unknown, hidden, and beside other conditions', async () => {
  for (const code of ['ALPHA', 'BETA', 'NONE']) {
    const one = `market: { code: { eq: "${code}" } }`;
    const list = `market: { code: { in: ["${code}", "${code}"] } }`;
    expect(await codes(`{ ${one} }`)).toEqual(await codes(`{ ${list} }`));
    const either = (market: string): string => `{ OR: [{ ${market} }, { code: { contains: "BETA-1" } }] }`;
    expect(await codes(either(one))).toEqual(await codes(either(list)));
    const query = `{ offerings(filter: { ${one} }) { totalCount } }`;
    expect(await world.answer(query, { as: 'viewer' })).toEqual({ offerings: { totalCount: code === 'BETA' ? 2 : 0 } });
  }
});

test('what is asked of a row’s market is told to the filters of its parents, which lie in the same, and changes no answer', async () => {
  const market = (code: string): string => `market: { code: { in: ["${code}"] } }`;
  const query = (filter: string): string => `{ offerings(filter: { ${filter} }) { nodes { code } } }`;
  for (const parent of [
    'lineUp: { problem: { archived: null } }',
    'line: { archived: false }',
    'lineUp: { archived: true }',
  ]) {
    const beside = `${market('ALPHA')}, ${parent}`;
    expect(await world.answer(query(beside))).toEqual(
      await world.answer(query(`AND: [{ ${market('ALPHA')} }], ${parent}`)),
    );
  }
  const textOf = async (filter: string): Promise<string> => (await world.ask(query(filter))).statements[0]?.text ?? '';
  const told = (table: string): RegExp =>
    new RegExp(`FROM public\\."${table}" (t\\d+) WHERE \\(\\1\\."market_id" = \\(SELECT`);
  const both = await textOf(
    `${market('ALPHA')}, lineUp: { problem: { name: { eq: "none" } } }, line: { code: { eq: "none" } }`,
  );
  expect(both).toMatch(told('line_up'));
  expect(both).toMatch(told('problem'));
  // A product line belongs to no market.
  expect(both).not.toMatch(told('product_line'));
  expect(await textOf(`AND: [{ ${market('ALPHA')} }], lineUp: { code: { eq: "none" } }`)).not.toMatch(told('line_up'));
  // A parent that must lie in another market is none.
  const other = query(`${market('ALPHA')}, lineUp: { ${market('BETA')} }`);
  expect(await world.answer(other)).toEqual({ offerings: { nodes: [] } });
});

test('what all rows have in common sorts nothing, but stands in a cursor', async () => {
  const page = (fields: string): string =>
    `{ offerings(first: 1, filter: { market: { code: { eq: "ALPHA" } } }) { nodes { code } ${fields} } }`;
  const { statements } = await world.ask(page(''));
  expect(statements[0]?.text).toMatch(/ORDER BY t\d+\."code", t\d+\."id" LIMIT/);
  type Page = { offerings: { pageInfo: { endCursor: string } } };
  const { offerings } = await world.answer<Page>(page('pageInfo { endCursor }'));
  const next = page('').replace('first: 1', `first: 1, after: "${offerings.pageInfo.endCursor}"`);
  expect(await world.answer(next)).toEqual({ offerings: { nodes: [{ code: 'Offering-ALPHA-1' }] } });
  // The same place in the list of all markets.
  const all = next.replace('filter: { market: { code: { eq: "ALPHA" } } }', '');
  expect(await world.answer(all)).toEqual({ offerings: { nodes: [{ code: 'Offering-ALPHA-1' }] } });
});

test('a few values are bound one by one, many as one list', async () => {
  const query = 'query ($codes: [String!]!) { markets(filter: { code: { in: $codes } }) { nodes { code } } }';
  const asked = async (count: number) => {
    const list = Array.from({ length: count }, (_, i) => (i === 0 ? 'ALPHA' : `NONE-${i}`));
    const { data, statements } = await world.ask(query, { variables: { codes: list } });
    expect(data).toEqual({ markets: { nodes: count === 0 ? [] : [{ code: 'ALPHA' }] } });
    return statements[0]?.values.length;
  };
  expect([await asked(0), await asked(3), await asked(8), await asked(9)]).toEqual([1, 3, 8, 1]);
});
