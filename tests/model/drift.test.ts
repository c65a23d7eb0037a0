/** The model as the classes declare it and the tables as the migrations make them are the same. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource, type EntityMetadata } from 'typeorm';
import { ENTITIES, MODEL } from '../../api/entities.ts';
import { definitionOf, type EntityClass, type FieldDefinition } from '../../api/model/registry.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/** Columns that no field declares, and why. */
const WITHOUT_FIELD: Readonly<Record<string, string>> = {
  'price.currency_code': "copy of the currency's, for `cell` and the composite key",
  'price.minor_unit': "copy of the currency's, for the check of decimals",
  'price.list_decimals': "copy of the list's, for the check of decimals",
  'price.list_market_id': "copy of the list's, for the check of markets",
  'price_list.list_decimals': 'what prices copy: decimals, never null',
  'price_list.list_market_id': 'what prices copy: market, never null',
};
/** Tables that no entity declares, and why. */
const WITHOUT_ENTITY: Readonly<Record<string, string>> = {
  revision: 'a counter, locked and read by SQL only',
  migration: "TypeORM's own",
  access_token: 'kept by api/access in SQL, for its hash must never become a field',
  access_token_market: 'the markets of an access_token',
  access_event: 'written by triggers, read by one query of api/access',
};
/** The row of an entity: base columns that are no fields of the registry. */
const BASE = ['archived_at', 'created_at', 'created_revision', 'id', 'revision', 'updated_at'];

interface Column {
  readonly type: string;
  readonly nullable: boolean;
  readonly initial: string | null;
  /** Texts of the CHECKs that name it. */
  readonly checks: string;
  /** Tables that its foreign keys lead to. */
  readonly targets: readonly string[];
}

let db: TestDatabase;
let source: DataSource;
const tables = new Map<string, Map<string, Column>>();

const COLUMNS = `
  SELECT c.relname AS "table", a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, NOT a.attnotnull AS nullable,
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS initial,
    coalesce((SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'c' AND a.attnum = ANY (k.conkey)), '') AS checks,
    ARRAY(SELECT k.confrelid::regclass::text FROM pg_constraint k
      WHERE k.conrelid = c.oid AND k.contype = 'f' AND a.attnum = ANY (k.conkey)) AS targets
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attnum > 0 AND NOT a.attisdropped`;

beforeAll(async () => {
  db = await freshDatabase();
  for (const { table, name, ...column } of await db.owner<Column & { table: string; name: string }>(COLUMNS)) {
    if (!tables.has(table)) tables.set(table, new Map());
    tables.get(table)?.set(name, column);
  }
  source = await new DataSource({
    type: 'postgres',
    url: db.ownerUrl,
    entities: [...ENTITIES],
    installExtensions: false,
  }).initialize();
});
afterAll(async () => {
  await source.destroy();
  await db.drop();
});

const metadataOf = (table: string): EntityMetadata => {
  const found = source.entityMetadatas.find((m) => m.tableName === table);
  if (!found) throw new Error(`no entity has the table ${table}`);
  return found;
};
const columnOf = (table: string, name: string): Column => {
  const found = tables.get(table)?.get(name);
  if (!found) throw new Error(`${table} has no column ${name}`);
  return found;
};

test('every table has an entity, or a reason to have none', () => {
  const without = [...tables.keys()].filter((table) => !source.entityMetadatas.some((m) => m.tableName === table));
  expect(without.sort()).toEqual(Object.keys(WITHOUT_ENTITY).sort());
});

test('every column has a field, or a reason to have none', () => {
  const without = source.entityMetadatas.flatMap((m) => {
    const declared = new Set(m.columns.map((c) => c.databaseName));
    return [...(tables.get(m.tableName)?.keys() ?? [])]
      .filter((c) => !declared.has(c))
      .map((c) => `${m.tableName}.${c}`);
  });
  expect(without.sort()).toEqual(Object.keys(WITHOUT_FIELD).sort());
});

test('a reference to what belongs to a market carries the market along, so that both are of the same', async () => {
  const keys = await db.owner<{ name: string; columns: string[]; targets: string[] }>(
    `SELECT format('%s: %s', k.conrelid::regclass, pg_get_constraintdef(k.oid)) AS name,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.conrelid AND attnum = ANY (k.conkey)) AS columns,
       ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = k.confrelid AND attnum = ANY (k.confkey)) AS targets
     FROM pg_constraint k JOIN pg_attribute m ON m.attrelid = k.confrelid AND m.attname = 'market_id' AND m.attnotnull
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace`,
  );
  const without = keys.filter((k) => !k.columns.includes('market_id') || !k.targets.includes('market_id'));
  expect(without.map((k) => k.name)).toEqual([]);
  expect(keys).not.toEqual([]);
});

test('what a row copies of a reference is held by one foreign key, which follows when the target changes', async () => {
  const keys = await db.owner<{ key: string }>(
    `SELECT format('%s %s -> %s %s %s', k.conrelid::regclass, names(k.conrelid, k.conkey), k.confrelid::regclass,
       names(k.confrelid, k.confkey), CASE k.confupdtype WHEN 'c' THEN 'CASCADE' END) AS key
     FROM pg_constraint k WHERE k.contype = 'f'`.replaceAll(
      /names\(([\w.]+), ([\w.]+)\)/g,
      `ARRAY(SELECT attname::text FROM unnest($2) WITH ORDINALITY c(n, i) JOIN pg_attribute ON attrelid = $1 AND attnum = n ORDER BY i)`,
    ),
  );
  const copying = MODEL.map(definitionOf).flatMap((definition) =>
    definition.fields.flatMap((field) => (field.copies && field.target ? [{ definition, field }] : [])),
  );
  for (const { definition, field } of copying) {
    const own = [field.column, ...Object.keys(field.copies ?? {})].join(',');
    const source = ['id', ...Object.values(field.copies ?? {})].join(',');
    const target = definitionOf((field.target as () => EntityClass)()).table; // asked above
    expect(keys.map((k) => k.key)).toContain(`${definition.table} {${own}} -> ${target} {${source}} CASCADE`);
  }
  expect(copying.map(({ field }) => field.name)).toEqual(['priceList', 'currency']);
});

/** TypeORM's type as PostgreSQL writes it. */
const TYPES: Readonly<Record<string, string>> = {
  numeric: 'numeric(21,6)',
  timestamptz: 'timestamp with time zone',
  bigint: 'bigint',
};

test('every declared column stands in its table with its type, nullability and foreign key', () => {
  for (const m of source.entityMetadatas) {
    for (const c of m.columns) {
      const found = columnOf(m.tableName, c.databaseName);
      const type = source.driver.normalizeType(c);
      const expected = { type: (TYPES[type] ?? type) + (c.isArray ? '[]' : ''), nullable: c.isNullable };
      expect({ column: `${m.tableName}.${c.databaseName}`, type: found.type, nullable: found.nullable }).toEqual({
        column: `${m.tableName}.${c.databaseName}`,
        ...expected,
      });
      if (c.referencedColumn) expect(found.targets).toContain(c.referencedColumn.entityMetadata.tableName);
    }
  }
});

describe.each(MODEL.map(definitionOf).map((d) => [d.table, d] as const))('%s', (table, definition) => {
  test('its fields and its columns are the same', () => {
    const declared = definition.fields.map((f) => f.column);
    expect([...declared, ...BASE].sort()).toEqual(
      metadataOf(table)
        .columns.map((c) => c.databaseName)
        .sort(),
    );
  });

  test.each(definition.fields.map((f) => [f.name, f] as const))(
    '%s has its bounds, choices and initial value in the database',
    (_name, field) => {
      const { checks, initial } = columnOf(table, field.column);
      for (const part of partsOfChecks(field)) expect(checks).toContain(part);
      expect(canonical(initial)).toBe(field.initial);
    },
  );

  test('its natural key is unique: codes for ever, others among rows that are not archived', async () => {
    if (definition.kept === 'timeline') return;
    const key = definition.key.map((name) => definition.fields.find((f) => f.name === name)?.column);
    const found = await db.owner<{ columns: string[]; live: string | null }>(
      `SELECT ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY k (n, o)
           JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.n ORDER BY k.o) AS columns,
         pg_get_expr(i.indpred, i.indrelid) AS live
       FROM pg_index i WHERE i.indrelid = $1::regclass AND i.indisunique`,
      [table],
    );
    const last = definition.key.at(-1) ?? '';
    const live = ['code', 'subject'].includes(last) ? null : '(archived_at IS NULL)';
    expect(found).toContainEqual({ columns: key, live });
  });
});

function partsOfChecks(f: FieldDefinition): string[] {
  if (f.type === 'CHOICE') return (f.options ?? []).map((option) => `'${option}'`);
  if (f.type === 'INTEGER') return [`>= ${f.min}`, `<= ${f.max}`];
  if (f.type === 'DECIMAL') return f.min === undefined ? [] : [`>= (${f.min})`];
  if (f.name === 'code') return ['{1,64}'];
  return f.type === 'TEXT' && !f.generated ? [`<= ${f.maxLength}`] : [];
}

/** `'PRIMARY'::text` as `PRIMARY`. */
const canonical = (initial: string | null): string | undefined => initial?.replace(/^'(.*)'::\w+$/, '$1') ?? undefined;
