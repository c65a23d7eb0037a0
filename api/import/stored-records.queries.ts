/** What an import asks of PostgreSQL before it plans, as the one who imports sees it. */
import { joinKeyTargets, keyColumns, keyParts, matchKey } from '../records/address-sql.ts';
import { columnOf, Bindings, quoted, unnest } from '../records/sql-text.ts';
import type { Database, Transaction } from '../database/transaction.ts';
import { type EntityDefinition, entityNamed, fieldNamed } from '../model/registry.ts';
import { isMarketOwned, targetOf } from './entity-columns.ts';
import { NO_MARKET, type StoredRecords, type StoredScales } from './stored-records.ts';

/** Each question is a read transaction of its own: the write asks again under its lock. */
export function storedRecordsOf(database: Database, subject: string): StoredRecords {
  return {
    homesOf: (entity, codes) => database.read(subject, (tx) => homesOf(tx, entity, codes)),
    membersOf: (link, owners) => database.read(subject, (tx) => membersOf(tx, link, owners)),
    startsAmong: (timeline, asked) => database.read(subject, (tx) => startsAmong(tx, timeline, asked)),
    scales: () => database.read(subject, scales),
  };
}

async function homesOf(tx: Transaction, entity: EntityDefinition, codes: readonly string[]) {
  const market = isMarketOwned(entity) ? fieldNamed(entity, 'market') : undefined;
  const homes = new Map<string, string[]>();
  const rows = await tx.query<{ code: string; market: string }>(
    `SELECT r.code, ${market ? 'm.code' : `'${NO_MARKET}'`} AS market
       FROM ${quoted(entity.table)} r
       ${market ? `JOIN market m ON m.id = ${columnOf('r', market)}` : ''}
      WHERE r.code = ANY ($1::text[]) AND r.archived_at IS NULL`,
    [codes],
  );
  for (const row of rows) homes.set(row.code, [...(homes.get(row.code) ?? []), row.market]);
  return homes;
}

/** Owners and members are addressed by code, within the link's market. */
async function membersOf(tx: Transaction, definition: EntityDefinition, owners: readonly (readonly string[])[]) {
  const { link } = definition;
  if (!link) throw new Error(`${definition.name} is no link`);
  const member = fieldNamed(definition, link.member);
  const parts = keyParts({ ...definition, key: definition.key.filter((name) => name !== link.member) });
  const members = new Map<string, string[]>();
  const bind = new Bindings();
  const rows = await tx.query<{ n: number; code: string }>(
    `SELECT a.n::integer AS n, t.code
       FROM ${unnest(bind, keyColumns(parts, owners))}
       ${joinKeyTargets(parts)}
       JOIN ${quoted(definition.table)} r ON ${matchKey(parts)} AND r.archived_at IS NULL
       JOIN ${quoted(targetOf(member).table)} t ON t.id = ${columnOf('r', member)}`,
    bind.values,
  );
  for (const { n, code } of rows) {
    const owner = (owners[n - 1] ?? []).join('/');
    members.set(owner, [...(members.get(owner) ?? []), code]);
  }
  return members;
}

async function startsAmong(
  tx: Transaction,
  timeline: EntityDefinition,
  asked: readonly { readonly key: readonly string[]; readonly from: string }[],
): Promise<Set<number>> {
  if (asked.length === 0) return new Set();
  const parts = keyParts(timeline);
  const bind = new Bindings();
  const columns = keyColumns(
    parts,
    asked.map((a) => a.key),
  );
  const begins = { name: 'begins', type: 'date', values: asked.map((a) => a.from) };
  const rows = await tx.query<{ n: number }>(
    `SELECT a.n::integer AS n
       FROM ${unnest(bind, [...columns, begins])}
       ${joinKeyTargets(parts)}
       JOIN ${quoted(timeline.table)} r ON ${matchKey(parts)} AND r.valid_from = a.begins AND r.archived_at IS NULL`,
    bind.values,
  );
  return new Set(rows.map(({ n }) => n - 1));
}

async function scales(tx: Transaction): Promise<StoredScales> {
  const currency = entityNamed('Currency');
  const list = entityNamed('PriceList');
  const of = async (table: string, column: string): Promise<Map<string, number>> => {
    const rows = await tx.query<{ code: string; scale: number }>(
      `SELECT code, ${quoted(column)} AS scale FROM ${quoted(table)} WHERE ${quoted(column)} IS NOT NULL`,
    );
    return new Map(rows.map(({ code, scale }) => [code, scale]));
  };
  return {
    currencies: await of(currency.table, fieldNamed(currency, 'minorUnit').column),
    lists: await of(list.table, fieldNamed(list, 'decimals').column),
  };
}
