/**
 * Archiving a row of a matrix: which writes end everything that its cells hold. A price row closes its prices, a budget row
 * archives its allocations of the plan.
 */
import { planningOf } from '../database/planning.ts';
import type { Transaction } from '../database/transaction.ts';
import type { EntityDefinition } from '../model/registry.ts';
import { valueField } from './price-cell.ts';
import type { Day } from '../../schema/domain/day.ts';
import { isReadable, joinKeyTargets, keyColumns, type KeyPart, keyParts, matchKey } from './address-sql.ts';
import type { PlannedWrite } from './planned-write.ts';
import { ARCHIVED } from './record-read.ts';
import { codeColumn } from './reference.ts';
import { Bindings, canonical, columnOf, quoted, unnest } from './sql-text.ts';

/** The first fields of a natural key, which the cells of one row share: market, offering, list, period, quantity. */
export interface RowToEnd<Origin> {
  readonly prefix: readonly string[];
  readonly origin: Origin;
}

interface Ending {
  readonly n: number;
  readonly from: Day | null;
  /** c0, c1, …: the rest of the key as codes. */
  readonly [code: `c${number}`]: string;
}

/**
 * The planned writes that end all live records under each prefix, with one statement; prefixes of one length. Timelines end
 * on the day `from`: what is in force then is closed, what is planned later is archived. Prefixes that name nothing, or
 * nothing live, ask for no writes.
 */
export async function writesToEndRows<Origin>(
  tx: Transaction,
  definition: EntityDefinition,
  { rows, from }: { readonly rows: readonly RowToEnd<Origin>[]; readonly from?: Day },
): Promise<PlannedWrite<Origin>[]> {
  const isTimeline = definition.kept === 'timeline';
  if (isTimeline && from === undefined) throw new Error(`rows of ${definition.name} end on a day`);
  const parts = keyParts(definition);
  const given = parts.slice(0, rows[0]?.prefix.length ?? 0);
  const rest = parts.slice(given.length);
  const readable = rows.filter(({ prefix }) => given.every((p) => isReadable(p.field, prefix[p.index] ?? '')));
  if (readable.length === 0) return [];
  const bind = new Bindings();
  const day = isTimeline ? bind.add(from, 'date') : '';
  const found = await tx.query<Ending>(
    `SELECT a.n::integer AS n, ${isTimeline ? `to_char(greatest(r.valid_from, ${day}), 'YYYY-MM-DD')` : 'NULL'} AS "from"
            ${rest.map((part, i) => `, ${codeOf(part)} AS c${i}`).join('')}
       FROM ${unnest(
         bind,
         keyColumns(
           given,
           readable.map((r) => r.prefix),
         ),
       )}
       ${joinKeyTargets(given)}
       JOIN ${quoted(definition.table)} r ON ${matchKey(given)} AND r.archived_at IS NULL
       ${isTimeline ? `AND (r.valid_to > ${day} OR r.valid_to IS NULL)` : ''}
       ${rest.map(joinOfRest).join('\n')}
      ORDER BY a.n`,
    bind.values,
    planningOf(readable.length),
  );
  return found.map((row) => {
    const { prefix, origin } = readable[row.n - 1] as RowToEnd<Origin>; // n counts them
    const key = [...prefix, ...rest.map((_, i) => row[`c${i}`] ?? '')];
    const at = { entity: definition.name, key, origin };
    return row.from === null
      ? { ...at, field: ARCHIVED, after: 'true' }
      : { ...at, field: valueField(key.at(-1) ?? ''), from: row.from, after: null };
  });
}

const codeOf = ({ field, target }: KeyPart): string =>
  target ? codeColumn(target.definition, target.alias) : canonical(field, columnOf('r', field));

const joinOfRest = ({ field, target }: KeyPart): string =>
  target
    ? `JOIN ${quoted(target.definition.table)} ${target.alias} ON ${target.alias}.id = ${columnOf('r', field)}`
    : '';
