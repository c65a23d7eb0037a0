/** A database with rows of every registered entity, and the typed graph over it. */
import 'reflect-metadata';
import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { randomUUID } from 'node:crypto';
import { buildSchemaSync, Query, Resolver } from 'type-graphql';
import type { GraphContext } from '../../api/graph/context.ts';
import { graphTypes, withTypedGraph } from '../../api/graph/typed-graph.ts';
import { MODEL } from '../../api/entities.ts';
import { definitionOf, type EntityDefinition, type FieldDefinition } from '../../api/model/registry.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

@Resolver()
class OtherResolver {
  @Query(() => String)
  other(): string {
    return 'not of the graph';
  }
}

export const buildGraphSchema = (): GraphQLSchema =>
  withTypedGraph(buildSchemaSync({ resolvers: [OtherResolver], orphanedTypes: graphTypes(), validate: false }));

export interface Row {
  readonly id: string;
  readonly revision: number;
  /** Null for what belongs to no market. */
  readonly market: string | null;
  /** By field name, in canonical text; references as ids. */
  readonly values: Readonly<Record<string, unknown>>;
}

export interface Asked<Data> {
  readonly data: Data | null | undefined;
  readonly errors: ExecutionResult['errors'];
  /** Statements that the graph sent. */
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
}

export interface World {
  readonly db: TestDatabase;
  readonly schema: GraphQLSchema;
  /** By entity, in the order in which they were inserted. */
  readonly rows: ReadonlyMap<string, readonly Row[]>;
  /** By default as `admin`, who is granted both markets; `viewer` is granted the second only. */
  ask<Data = Record<string, unknown>>(query: string, o?: { variables?: object; as?: string }): Promise<Asked<Data>>;
  /** As `ask`, but any error fails the test. */
  answer<Data>(query: string, o?: { variables?: object; as?: string }): Promise<Data>;
}

export async function openWorld(): Promise<World> {
  const db = await freshDatabase();
  const schema = buildGraphSchema();
  const rows = await seed(db);

  const ask = async <Data>(source: string, o: { variables?: object; as?: string } = {}): Promise<Asked<Data>> => {
    const statements: { text: string; values: readonly unknown[] }[] = [];
    const result = await db.database.read(o.as ?? 'admin', (tx) => {
      const contextValue: GraphContext = {
        read: (text, values) => {
          statements.push({ text, values });
          return tx.query(text, values);
        },
        readLong: async (statement) => (await tx.long(statement)).text,
        readAlone: async (statement) => (await tx.long(statement)).text,
      };
      return graphql({ schema, source, contextValue, variableValues: (o.variables ?? {}) as Record<string, unknown> });
    });
    return { data: result.data as Data | null | undefined, errors: result.errors, statements };
  };
  return {
    db,
    schema,
    rows,
    ask,
    answer: async <Data>(query: string, o: { variables?: object; as?: string } = {}) => {
      const { data, errors } = await ask<Data>(query, o);
      if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
      if (!data) throw new Error('no data');
      return data;
    },
  };
}

const MARKETS = ['ALPHA', 'BETA'] as const;
const ROWS = 2;

/** Two rows of every entity, and of each market where it belongs to one; row n refers to rows n of the same market. */
async function seed(db: TestDatabase): Promise<Map<string, Row[]>> {
  const world = new Map<string, Row[]>();
  const definitions = MODEL.map(definitionOf).filter((definition) => definition.kept !== 'access');
  world.set('Currency', await currencies(db));
  for (const definition of definitions) {
    if (world.has(definition.name)) continue;
    const isOwned = definition.fields.some((field) => field.name === 'market');
    const rows: Row[] = [];
    world.set(definition.name, rows);
    for (const market of isOwned ? MARKETS : [null]) {
      for (let n = 0; n < ROWS; n++) rows.push(rowOf(definition, { n, market, world }));
    }
    for (const row of rows) await insert(db, definition, row);
  }
  await seedUsers(db, world);
  return world;
}

/** They come with the migrations; USD and JPY first, which rows 0 and 1 refer to. */
async function currencies(db: TestDatabase): Promise<Row[]> {
  const rows = await db.owner<{ id: string; code: string; name: string; minorUnit: number }>(
    `SELECT id, code, name, minor_unit AS "minorUnit" FROM currency ORDER BY code <> 'USD', code <> 'JPY', code`,
  );
  return rows.map(({ id, ...values }) => ({ id, revision: 0, market: null, values }));
}

interface Place {
  readonly n: number;
  readonly market: string | null;
  readonly world: ReadonlyMap<string, readonly Row[]>;
}

function rowOf(definition: EntityDefinition, place: Place): Row {
  const given = definition.fields
    .filter((field) => !field.generated)
    .map((field) => [field.name, valueOf(definition, field, place)] as const);
  const values = { ...Object.fromEntries(given), ...SPECIAL[definition.name]?.(place) };
  return {
    id: randomUUID(),
    revision: 1,
    market: definition.name === 'Market' ? String(values['code']) : place.market,
    values,
  };
}

function valueOf(definition: EntityDefinition, field: FieldDefinition, place: Place): unknown {
  const { n, market } = place;
  switch (field.type) {
    case 'REFERENCE':
      return referenceOf(field, place);
    case 'TEXT':
      if (definition.name === 'Market' && field.name === 'code') return MARKETS[n];
      return [definition.name, market, field.name === 'code' ? n : field.name]
        .filter((part) => part !== null)
        .join('-');
    case 'INTEGER':
      return (field.min ?? 0) + n;
    case 'DECIMAL':
      return `${n + 1}.500000`;
    case 'DATE':
      return field.name === 'validTo' || field.name === 'endsOn' ? `20${27 + n}-01-01` : `20${26 + n}-01-01`;
    case 'BOOLEAN':
      return n === 1;
    case 'CHOICE':
      return field.options?.[n];
  }
}

/** Row n of the target, of the same market where it belongs to one; the row before for a tree. */
function referenceOf(field: FieldDefinition, { n, market, world }: Place): string | null {
  const target = field.target?.().name ?? '';
  if (target === 'Market' && field.name === 'market') return at(world, 'Market', MARKETS.indexOf(market as 'ALPHA'));
  const rows = (world.get(target) ?? []).filter(
    (row) => row.market === null || row.market === market || target === 'Market',
  );
  const isTree = !field.required && (rows.length < ROWS || target === 'Market');
  return isTree ? (rows[n - 1]?.id ?? null) : (rows[n]?.id ?? null);
}

function at(world: Place['world'], entity: string, n: number): string {
  const row = world.get(entity)?.[n];
  if (!row) throw new Error(`there is no ${entity} ${n}`);
  return row.id;
}

/** What the database's checks ask beyond the registry. */
const SPECIAL: Readonly<Record<string, (place: Place) => Record<string, unknown>>> = {
  PriceList: () => ({ decimals: 2 }),
  Offering: ({ n }) => (n === 0 ? {} : { tierRank: null, tierName: null }),
  Price: ({ n }) => (n === 0 ? { text: null } : { amount: null, currency: null }),
  // An item cannot wait for itself; the two wait for each other, which the checks would refuse and the tables take.
  ItemDependency: ({ n, market, world }) => {
    const items = (world.get('RoadmapItem') ?? []).filter((row) => row.market === market);
    return { item: items[n]?.id, dependsOn: items[1 - n]?.id };
  },
};

async function insert(db: TestDatabase, definition: EntityDefinition, row: Row): Promise<void> {
  const fields = definition.fields.filter((field) => !field.generated);
  const columns = ['id', 'revision', 'created_revision', ...fields.map((field) => field.column)];
  const values = [row.id, row.revision, row.revision, ...fields.map((field) => row.values[field.name] ?? null)];
  const copies = fields.flatMap(({ column, copies = {}, target }) =>
    Object.entries(copies).map(([copy, source]) => ({
      copy,
      value: `(SELECT "${source}" FROM "${target ? definitionOf(target()).table : ''}" WHERE id = $${columns.indexOf(column) + 1})`,
    })),
  );
  await db.owner(
    `INSERT INTO "${definition.table}" (${[...columns, ...copies.map((c) => c.copy)].map((column) => `"${column}"`).join(', ')})
     VALUES (${[...values.map((_, i) => `$${i + 1}`), ...copies.map((c) => c.value)].join(', ')})`,
    values,
  );
}

async function seedUsers(db: TestDatabase, world: Map<string, Row[]>): Promise<void> {
  const users = ['admin', 'viewer'].map((subject) => ({
    id: randomUUID(),
    revision: 1,
    market: null,
    values: { subject, name: subject, roles: [subject.toUpperCase()] },
  }));
  const grants = [
    [0, 0],
    [0, 1],
    [1, 1],
  ].map(([user = 0, market = 0]) => ({
    id: randomUUID(),
    revision: 1,
    market: null,
    values: { user: users[user]?.id, market: at(world, 'Market', market) },
  }));
  for (const [entity, rows] of [
    ['User', users],
    ['MarketGrant', grants],
  ] as const) {
    world.set(entity, rows);
    const definition = MODEL.map(definitionOf).find(({ name }) => name === entity);
    if (definition) for (const row of rows) await insert(db, definition, row);
  }
}
