/** Reading change sets and their changes, newest set first, changes in the order of writing; pages by keyset. */
import { KEPT } from '../database/planning.ts';
import type { Context } from '../context.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';
import type { ChangeFilterInput, ChangeSetFilterInput, ChangeSetType, ChangeType } from './changes.types.ts';

/** The columns of a change set `s` as the graph shows them. */
export const SET = `s.id, s.revision, s.kind, s.author_name AS author, s.reason, s.matrix,
  coalesce(s.applied_at, s.created_at) AS at, s.state, s.reverts`;

export async function changeSetBy(ctx: Context, by: { revision?: number; id?: string }): Promise<ChangeSetType | null> {
  const [row] = await ctx.read<ChangeSetType>(
    `SELECT ${SET} FROM change_set s WHERE s.revision = $1 OR s.id = $2::uuid`,
    [by.revision ?? null, by.id ?? null],
    KEPT,
  );
  return row ?? null;
}

export interface Page {
  readonly first: number;
  /** The revision, or the change's id, after which the page begins. */
  readonly after: string | null;
}

/** One row more than the page, so that the caller knows whether more follow; and the number of all. */
export async function changeSetPage(
  ctx: Context,
  filter: ChangeSetFilterInput,
  page: Page,
): Promise<{ rows: ChangeSetType[]; total: number }> {
  const where = conditions(filter);
  const q = where.builder;
  const after = page.after === null ? [] : [`s.revision < ${q.bind(page.after, '::int')}`];
  const { text, values } = q.statement(`
    SELECT ${SET}, (SELECT count(*) FROM change_set s WHERE ${and(where.conditions)})::int AS total
    FROM change_set s WHERE ${and([...where.conditions, ...after])}
    ORDER BY s.revision DESC LIMIT ${page.first + 1}`);
  const rows = await ctx.read<ChangeSetType & { total: number }>(text, values);
  return { rows, total: rows[0]?.total ?? 0 };
}

function conditions(f: ChangeSetFilterInput): { builder: StatementBuilder; conditions: string[] } {
  const q = new StatementBuilder();
  const ofChange = [
    ...ofRecord(q, f),
    ...(f.markets ? [`c.market_id IN (SELECT id FROM market WHERE code = ANY(${q.bind(f.markets, '::text[]')}))`] : []),
  ];
  return {
    builder: q,
    conditions: [
      's.revision IS NOT NULL',
      ...q.anyOf('s.author_name', f.authors),
      ...q.anyOf('s.kind', f.kinds),
      ...q.anyOf('s.state', f.states),
      ...(f.since === undefined || f.since === null ? [] : [`s.revision > ${q.bind(f.since, '::int')}`]),
      ...(ofChange.length ? [`EXISTS (SELECT FROM change c WHERE c.change_set_id = s.id AND ${and(ofChange)})`] : []),
    ],
  };
}

const ofRecord = (q: StatementBuilder, { entity, row, field }: ChangeFilterInput): string[] => [
  ...(entity ? [`c.entity = ${q.bind(entity)}`] : []),
  ...(row ? [`c."row" = ${q.bind(row)}`] : []),
  ...(field ? [`c.field = ${q.bind(field)}`] : []),
];

export interface ChangesOfSet {
  readonly rows: ChangeType[];
  readonly total: number;
}

export interface ChangesPage extends Page {
  /** Only changes of this record, or of this field of it. */
  readonly filter: ChangeFilterInput;
}

/** A page of changes for each of several change sets, in one statement. */
export async function changesOf(
  ctx: Context,
  setIds: readonly string[],
  { first, after, filter }: ChangesPage,
): Promise<Map<string, ChangesOfSet>> {
  const q = new StatementBuilder();
  const ids = q.bind(setIds, '::uuid[]');
  const isMeant = and(['c.change_set_id = w.id', ...ofRecord(q, filter)]);
  const isNext = after === null ? isMeant : `${isMeant} AND c.id > ${q.bind(after, '::bigint')}`;
  const { text, values } = q.statement(
    `SELECT w.id AS set, n.total, c.*
     FROM unnest(${ids}) AS w(id)
     CROSS JOIN LATERAL (SELECT count(*)::int AS total FROM change c WHERE ${isMeant}) n
     CROSS JOIN LATERAL (
       SELECT c.id::text AS id, m.code AS market, c.entity, c."row", c.field, c.valid_from::text AS "validFrom",
         c.valid_to::text AS "validTo", c.before_from::text AS "beforeFrom", c.before, c.after
       FROM change c LEFT JOIN market m ON m.id = c.market_id
       WHERE ${isNext}
       ORDER BY c.id LIMIT ${first + 1}
     ) c
     ORDER BY c.id::bigint`,
  );
  const rows = await ctx.read<ChangeType & { set: string; total: number }>(text, values);
  const bySet = new Map<string, ChangesOfSet>(setIds.map((id) => [id, { rows: [], total: 0 }]));
  for (const { set, total, ...change } of rows) {
    const known = bySet.get(set);
    if (known && known.total === total) known.rows.push(change);
    else bySet.set(set, { rows: [change], total });
  }
  return bySet;
}
