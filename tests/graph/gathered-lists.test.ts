/** Lists within rows, gathered for all rows at once, against the same lists read row by row. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isObjectType, type GraphQLObjectType } from 'graphql';
import { MODEL } from '../../api/entities.ts';
import { definitionOf } from '../../api/model/registry.ts';
import { openWorld, type World } from './graph-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.db.drop());

const typeOf = (name: string): GraphQLObjectType => {
  const type = world.schema.getType(name);
  if (!isObjectType(type)) throw new Error(`no type ${name}`);
  return type;
};

/** The lists of an entity, with the entity that each is of. */
const listsOf = (type: GraphQLObjectType): [list: string, of: GraphQLObjectType][] =>
  Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    const nodes = isObjectType(of) && of.name.endsWith('Connection') ? of.getFields()['nodes'] : undefined;
    return nodes ? [[field.name, typeOf(getNamedType(nodes.type).name)]] : [];
  });

/** All lists, so many levels down. A list whose cursor is asked for is read for its row alone. */
function lists(type: GraphQLObjectType, o: { levels: number; first: number; alone: boolean }): string {
  if (o.levels === 0) return '';
  const facts = o.alone ? 'pageInfo { endCursor }' : '';
  return listsOf(type)
    .map(
      ([list, of]) =>
        `${list}(first: ${o.first}) { __typename nodes { id ${lists(of, { ...o, levels: o.levels - 1 })} } ${facts} }`,
    )
    .join(' ');
}

const withoutFacts = (data: unknown): unknown =>
  JSON.parse(JSON.stringify(data, (key, value: unknown) => (key === 'pageInfo' ? undefined : value)));

test.each(MODEL.map((entity) => definitionOf(entity).name))(
  'the lists of every %s are the same, for whoever sees all and for whoever does not',
  async (name) => {
    const { plural } = MODEL.map(definitionOf).find((each) => each.name === name) ?? { plural: '' };
    for (const first of [1, 10]) {
      const query = (alone: boolean): string =>
        `{ ${plural}(filter: { archived: null }) { nodes { id ${lists(typeOf(name), { levels: 2, first, alone })} } } }`;
      for (const as of ['admin', 'viewer']) {
        const gathered = await world.answer(query(false), { as });
        expect(gathered).toEqual(withoutFacts(await world.answer(query(true), { as })));
      }
    }
  },
);

test('a filter, a list of none and a list under two names', async () => {
  const lineUps = (facts: string): string => `{ markets { nodes { code
      some: lineUps(filter: { code: { contains: "-1" } }) { of: __typename rows: nodes { code market { code } } ${facts} }
      none: lineUps(filter: { code: { eq: "None" } }) { nodes { code } ${facts} }
      zero: lineUps(first: 0) { nodes { code } nothing: nodes { name } ${facts} } } } }`;
  const gathered = await world.ask<{ markets: { nodes: object[] } }>(lineUps(''));
  expect(gathered.data).toEqual(withoutFacts(await world.answer(lineUps('pageInfo { endCursor }'))));
  expect(gathered.data?.markets.nodes[0]).toMatchObject({
    code: 'ALPHA',
    some: { of: 'LineUpConnection', rows: [{ code: 'LineUp-ALPHA-1', market: { code: 'ALPHA' } }] },
    none: { nodes: [] },
    zero: { nodes: [], nothing: [] },
  });
});

test('a list is read once for all rows, however many there are', async () => {
  const { statements } = await world.ask(
    '{ markets { nodes { lineUps { nodes { offerings { nodes { code } } } } } } }',
  );
  expect(statements).toHaveLength(1);
  expect(statements[0]?.text).toMatch(/PARTITION BY t\d+\."market_id".*PARTITION BY t\d+\."line_up_id"/s);
});

test('a page too large is refused within a row, too', async () => {
  const { errors } = await world.ask('{ markets { nodes { lineUps(first: 1001) { nodes { code } } } } }');
  expect(errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
});
