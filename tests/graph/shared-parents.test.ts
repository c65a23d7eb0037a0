/** A page from which on each parent is made once, against a page that joins its parents. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getNamedType, isLeafType, isObjectType, type GraphQLObjectType } from 'graphql';
import { MODEL } from '../../api/entities.ts';
import { definitionOf } from '../../api/model/registry.ts';
import { openWorld, type World } from './graph-world.ts';

const JOINED = 499;
const SHARED = 500;

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.db.owner(`UPDATE segment SET name = E'"quoted", \\\\ and\\ttabbed' WHERE name LIKE '%ALPHA%'`);
});
afterAll(async () => {
  await world.db.drop();
});

/** All values, and parents so many levels up. */
function everything(type: GraphQLObjectType, levels: number): string {
  const fields = Object.values(type.getFields()).flatMap((field) => {
    const of = getNamedType(field.type);
    if (isLeafType(of)) return [field.name];
    if (!isObjectType(of) || of.name.endsWith('Connection') || levels === 0) return [];
    return [`${field.name} { ${everything(of, levels - 1)} }`];
  });
  return ['__typename', ...fields].join(' ');
}

test.each(MODEL.map((entity) => definitionOf(entity).name))(
  '%s reads the same in a large page as in a small one, for whoever sees all and for whoever does not',
  async (name) => {
    const type = world.schema.getType(name);
    const { plural } = MODEL.map(definitionOf).find((each) => each.name === name) ?? { plural: '' };
    if (!isObjectType(type)) throw new Error(`no type ${name}`);
    const page = (first: number): string => `{ ${plural}(first: ${first}, filter: { archived: null }) {
      nodes { ${everything(type, 2)} } pageInfo { hasNextPage endCursor } totalCount } }`;
    for (const as of ['admin', 'viewer']) {
      const small = await world.ask(page(JOINED), { as });
      const large = await world.ask(page(SHARED), { as });
      expect(small.errors).toBeUndefined();
      expect(small.statements[0]?.text).not.toContain('MATERIALIZED');
      expect(large.statements.map(({ text }) => text.includes('MATERIALIZED'))).toEqual([true]);
      expect(large.data).toEqual(small.data);
    }
  },
);

test('lists within the parents of a large page, and nothing but a type name', async () => {
  const ask = (first: number) =>
    world.answer(`{
      prices(first: ${first}) { nodes { offering { n: name offeringSegments { nodes { segment { name } } } } } }
      segments(first: ${first}) { nodes { __typename } }
    }`);
  const large = await ask(SHARED);
  expect(large).toEqual(await ask(JOINED));
  expect(JSON.stringify(large)).toContain('tabbed');
});

test('a list within a row is in the order of its natural key, and sorts by nothing that all its rows share', async () => {
  const { data, statements } = await world.ask<{ markets: { nodes: { lineUps: { nodes: object[] } }[] } }>(
    '{ markets { nodes { code lineUps { nodes { code offerings { nodes { code } } } } } } }',
  );
  expect(data?.markets.nodes.map(({ lineUps }) => lineUps.nodes)).toMatchObject(
    ['ALPHA', 'BETA'].map((market) => [0, 1].map((n) => ({ code: `LineUp-${market}-${n}` }))),
  );
  const { text } = statements[0] ?? { text: '' };
  expect(text.match(/FROM public\."market"|JOIN public\."\w+"/g)).toEqual([
    'FROM public."market"',
    'JOIN public."line_up"',
    'JOIN public."offering"',
  ]);
});
