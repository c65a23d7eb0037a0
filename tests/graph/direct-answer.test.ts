import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { getOperationAST, isEnumType, isObjectType, getNamedType, parse, validate } from 'graphql';
import { directAnswer, type DirectAnswer } from '../../api/graph/direct-answer.ts';
import { MODEL } from '../../api/entities.ts';
import { definitionOf, type EntityDefinition } from '../../api/model/registry.ts';
import { openWorld, type World } from './graph-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.db.drop();
});

function plan(source: string, variables: Record<string, unknown> = {}): DirectAnswer | undefined {
  const document = parse(source);
  expect(validate(world.schema, document)).toEqual([]);
  const operation = getOperationAST(document);
  if (!operation) throw new Error('no operation');
  return directAnswer({ schema: world.schema, document, operation, variables });
}

/** As text, so that the order of the fields counts. */
async function both(source: string, as: string, variables: Record<string, unknown> = {}): Promise<[string, string]> {
  const direct = plan(source, variables);
  if (!direct) throw new Error('the executor has to answer this');
  const answer = await world.db.database.read(as, (tx) =>
    direct({
      read: (text, values) => tx.query(text, values),
      readLong: async (statement) => (await tx.long(statement)).text,
      readAlone: async (statement) => (await tx.long(statement)).text,
    }),
  );
  const parts = [...answer].map(
    ([key, { held }]) => `${JSON.stringify(key)}:${JSON.stringify(JSON.parse(held.join('')))}`,
  );
  return [`{${parts.join(',')}}`, JSON.stringify(await world.answer(source, { as, variables }))];
}

const EVERYTHING = MODEL.map(definitionOf).map((definition) => {
  const fields = definition.fields.map((field) =>
    field.type === 'REFERENCE' ? `${field.name} { id __typename }` : field.name,
  );
  return `${definition.plural} { __typename nodes { id revision createdAt updatedAt archivedAt ${fields.join(' ')} }
    totalCount pageInfo { __typename endCursor hasNextPage } }`;
});

test.each([
  ['every field of every entity', `{ ${EVERYTHING.join('\n')} }`],
  [
    'aliases, fragments and lists within rows',
    `query ($with: Boolean = true) { b: markets { n: nodes { name: code ...F children @include(if: $with) { nodes { x: vision } } } } other: segments(first: 1) { totalCount } }
     fragment F on Market { t: __typename segments(orderBy: NAME_DESC, first: 1) { nodes { market { code } code } pageInfo { hasNextPage } } }`,
  ],
  ['nothing but type names', '{ segments { nodes { __typename } } }'],
])("%s: the direct answer is the executor's, letter by letter", async (_what, source) => {
  for (const as of ['admin', 'viewer']) {
    const [direct, executed] = await both(source, as);
    expect(direct).toBe(executed);
  }
});

/** Every field of every entity, and every field of what its references point to. */
const withParents = (first: number): string => {
  const fieldsOf = (definition: EntityDefinition, parents: boolean): string =>
    definition.fields
      .map((field) => {
        if (field.type !== 'REFERENCE') return field.name;
        const target = parents && field.target && fieldsOf(definitionOf(field.target()), false);
        return `${field.name} { id ${target || ''} }`;
      })
      .join(' ');
  const lists = MODEL.map(definitionOf).map(
    (each) => `${each.plural}(first: ${first}) { nodes { id ${fieldsOf(each, true)} } }`,
  );
  return `{ ${lists.join('\n')} }`;
};

test('a large page, which writes each parent once, says of each row what a small one says', async () => {
  for (const as of ['admin', 'viewer']) {
    const [small, large] = [await both(withParents(499), as), await both(withParents(500), as)];
    expect(large[0]).toBe(small[0]);
    expect(large[0]).toBe(large[1]);
  }
});

test.each([
  ['a field that is not of the graph', '{ other segments { totalCount } }', {}],
  ['the type at the root', '{ __typename segments { totalCount } }', {}],
  ['the schema', '{ __schema { types { name } } }', {}],
  ['page facts under other names', '{ segments { pageInfo { more: hasNextPage } } }', {}],
  ['a page that is too large', '{ segments(first: 10001) { totalCount } }', {}],
  ['a cursor that is none', '{ segments(after: "x") { nodes { id } } }', {}],
  ['variables that are missing', 'query ($first: Int!) { segments(first: $first) { totalCount } }', {}],
])('%s is left to the executor', (_what, source, variables) => {
  expect(plan(source, variables)).toBeUndefined();
});

test('choices are stored under the names that the contract has for them', () => {
  for (const definition of MODEL.map(definitionOf)) {
    const type = world.schema.getType(definition.name);
    if (!isObjectType(type)) throw new Error(`no type ${definition.name}`);
    for (const field of Object.values(type.getFields())) {
      const choice = getNamedType(field.type);
      if (isEnumType(choice)) for (const { name, value } of choice.getValues()) expect(value).toBe(name);
    }
  }
});
