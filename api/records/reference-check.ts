/** Tells which of the codes that references are to hold name nothing that the caller may see. */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import { type EntityDefinition, type FieldDefinition, fieldNamed } from '../model/registry.ts';
import { isPending } from './addresses.ts';
import { isReadable } from './address-sql.ts';
import { isMarketOwned, joinByCode, targetOf } from './reference.ts';
import { Bindings, quoted, unnest } from './sql-text.ts';
import type { Pending } from './store.ts';

/** A code that a field of a record is to hold. `market` is the record's own, empty where it belongs to none. */
export interface Wanted {
  readonly field: FieldDefinition;
  readonly market: string;
  readonly code: string;
  /** An archived row will do. */
  readonly takesArchived?: boolean | undefined;
}

export const wantedKey = (w: Wanted): string => [w.field.name, w.market, w.code, w.takesArchived === true].join('\0');

/** The `wantedKey`s that name no live row: one statement, a branch for each field. Archived rows take no new references. */
export async function unknownCodes(tx: Transaction, wanted: readonly Wanted[], pending: Pending): Promise<Set<string>> {
  const unknown = new Set<string>();
  const fields = new Map<FieldDefinition, Map<string, Wanted>>();
  for (const w of wanted) {
    if (isPending(pending, targetOf(w.field), w)) continue;
    if (!isReadable(w.field, w.code)) unknown.add(wantedKey(w));
    else fields.set(w.field, (fields.get(w.field) ?? new Map<string, Wanted>()).set(wantedKey(w), w));
  }
  if (fields.size === 0) return unknown;
  const bind = new Bindings();
  const branches: string[] = [];
  const lists = [...fields.values()].map((list) => [...list.values()]);
  for (const [branch, list] of lists.entries()) branches.push(missing(bind, branch, list));
  for (const { branch, n } of await tx.query<{ branch: number; n: number }>(
    branches.join('\nUNION ALL\n'),
    bind.values,
    planningOf(Math.max(...lists.map((list) => list.length)), lists.length),
  )) {
    const w = lists[branch]?.[n - 1];
    if (w) unknown.add(wantedKey(w));
  }
  return unknown;
}

function missing(bind: Bindings, branch: number, list: readonly Wanted[]): string {
  const target = targetOf((list[0] as Wanted).field); // lists are never empty: each begins with its first code
  const codes = unnest(bind, [
    { name: 'market', type: 'text', values: list.map((w) => w.market) },
    { name: 'code', type: 'text', values: list.map((w) => w.code) },
    { name: 'archived', type: 'boolean', values: list.map((w) => w.takesArchived === true) },
  ]);
  const market = isMarketOwned(target) ? `LEFT JOIN ${marketJoin(target)} ON m.code = a.market` : '';
  const join = joinByCode({ alias: 't', target, code: 'a.code', marketId: isMarketOwned(target) ? 'm.id' : undefined });
  return `SELECT ${branch} AS branch, a.n::integer AS n FROM ${codes} ${market} ${join} 
    WHERE t.id IS NULL OR (t.archived_at IS NOT NULL AND NOT a.archived)`;
}

const marketJoin = (owned: EntityDefinition): string => `${quoted(targetOf(fieldNamed(owned, 'market')).table)} m`;
