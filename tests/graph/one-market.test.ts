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
