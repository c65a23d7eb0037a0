/**
 * SQL of BUDGET: a row for each market × line × function of one plan, a column for each leaf period.
 *
 * The markets and lines of the view are found first; each market then asks for its own allocations, in the order of
 * `allocation_key`, so that a pull costs what it shows however large the plan is (docs/adr/0020).
 */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { type RowScope, shownColumns, type Statement, type View } from '../view/matrix-source.ts';
import { bare, decimal, jsonRow } from '../view/row-json.ts';
import { changedKeys, codeIn, isGivenKey, namedKeys } from '../view/row-keys.ts';
import { and, StatementBuilder } from '../view/statement-builder.ts';

const KEY = `a.market || '/' || li.code || '/' || a.function`;
const FROM = 'FROM cells a JOIN line li ON li.id = a.line_id';
const ORDER = 'ORDER BY a.market, li.code, a.function';

/** The rows of a view; see `MatrixSource.rows`. `total` is the sum of the periods shown. */
export function budgetRows(view: View, scope: RowScope): Statement {
  const q = new StatementBuilder();
  switch (scope.of) {
    case 'view': {
      const isNarrow = narrowsLines(view.filter);
      const text = `
        WITH ${places({ market: marketConditions(q, view.filter), line: lineConditions(q, view.filter) })},
        ${cells(q, view, { isNarrow })}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${FROM} ${ORDER}`;
      // Which index finds some lines or functions depends on how many they are.
      return isNarrow ? q.statement(text) : q.keptStatement(text);
    }
    case 'keys':
      return q.statementOver(
        scope.keys.length,
        `
        WITH given AS MATERIALIZED (${namedKeys(q, scope.keys)}),
        ${places({
          market: and([marketConditions(q, view.filter), `m.code = ANY(ARRAY(SELECT ${given(view, 'market')}))`]),
          line: and([lineConditions(q, view.filter), `li.code = ANY(ARRAY(SELECT ${given(view, 'line')}))`]),
        })},
        ${cells(q, view, { isNarrow: true })}
        SELECT ${KEY} AS key, ${json(view)} AS row, TRUE AS matches ${FROM}
        WHERE ${isGivenKey(KEY)} ${ORDER}`,
      );
    case 'since':
      return delta(q, view, scope.since);
  }
}

const given = (view: View, part: string): string => `${codeIn('key', view.definition, part)} FROM given`;

/** Whole rows with a newer header or cell; and of a row that has gone altogether, which only its change tells, the key. */
function delta(q: StatementBuilder, view: View, revision: number): Statement {
  const since = q.bind(revision, '::int');
  const f = view.filter;
  const matches = and(['a.market_matches', 'li.matches', ...q.anyOf('a.function', f.functions)]);
  return q.statement(`
    WITH given AS MATERIALIZED (${changedKeys(q, view, since)}),
    new_market AS MATERIALIZED (SELECT id FROM market WHERE revision > ${since}),
    new_line AS MATERIALIZED (
      SELECT id FROM product_line WHERE revision > ${since}
      UNION SELECT li.id FROM product_suite su JOIN product_line li ON li.suite_id = su.id WHERE su.revision > ${since}
    ),
    touched_line AS MATERIALIZED (
      SELECT id FROM new_line
      UNION SELECT id FROM product_line WHERE code = ANY(ARRAY(SELECT ${given(view, 'line')}))
      UNION SELECT id FROM product_line WHERE EXISTS (SELECT FROM new_market)
    ),
    ${places({
      market: `m.code IN (SELECT ${given(view, 'market')}) OR EXISTS (SELECT FROM new_line) OR EXISTS (SELECT FROM new_market)`,
      line: 'li.id = ANY(ARRAY(SELECT id FROM touched_line))',
      flags: {
        market: `${marketConditions(q, f)} AS market_matches, m.id IN (SELECT id FROM new_market) AS market_is_new`,
        line: `${lineConditions(q, f)} AS matches, li.id IN (SELECT id FROM new_line) AS is_new`,
      },
    })},
    ${cells(q, { ...view, filter: {} }, { isNarrow: true })},
    shown AS MATERIALIZED (
      SELECT ${KEY} AS key, ${json(view)} AS row, ${matches} AS matches ${FROM}
      WHERE a.market_is_new OR li.is_new OR ${KEY} IN (SELECT key FROM given)
      ${ORDER}
    )
    SELECT s.key, s.row, s.matches FROM shown s
    UNION ALL
    SELECT g.key, NULL, FALSE FROM given g WHERE g.key NOT IN (SELECT key FROM shown)`);
}

const marketConditions = (q: StatementBuilder, f: MatrixFilter): string =>
  and(['m.archived_at IS NULL', ...q.anyOf('m.code', f.markets)]);

const lineConditions = (q: StatementBuilder, f: MatrixFilter): string =>
  and([...q.anyOf('su.code', f.suites), ...q.anyOf('li.code', f.lines)]);

// With the lines the index leads on to the function.
const narrowsLines = (f: MatrixFilter): boolean => [f.suites, f.lines, f.functions].some((codes) => codes != null);

interface Places {
  readonly market: string;
  readonly line: string;
  readonly flags?: { readonly market: string; readonly line: string };
}

const places = ({ market, line, flags }: Places): string => `
  place AS MATERIALIZED (SELECT m.id, m.code AS market${flags ? `, ${flags.market}` : ''} FROM market m WHERE ${market}),
  line AS MATERIALIZED (
    SELECT li.id, li.code, li.posture${flags ? `, ${flags.line}` : ''}
    FROM product_line li JOIN product_suite su ON su.id = li.suite_id WHERE ${line}
  )`;

const periodsOf = (view: View): (string | undefined)[] =>
  shownColumns(view).flatMap((c) => (c.id === undefined ? [] : [c.id]));

const json = (view: View): string =>
  jsonRow([
    ...[KEY, 'a.market', 'li.code', 'a.function', 'li.posture'].map(bare),
    ...periodsOf(view).map((_, i) => decimal(`a.c${i}`)),
    decimal(totalOf(view)),
  ]);

// Of the columns, not by the cells' periods: those would be compared with a list of all of them, cell by cell.
const totalOf = (view: View): string =>
  `(${['0', ...periodsOf(view).map((_, i) => `coalesce(a.c${i}, 0)`)].join(' + ')})`;

/** Each market's rows; on their own, so that no join can ask for them twice. */
function cells(q: StatementBuilder, view: View, { isNarrow }: { isNarrow: boolean }): string {
  const periods = periodsOf(view);
  const columns = periods.map(
    (id, i) => `max(al.amount) FILTER (WHERE al.period_id = ${q.bind(id, '::uuid')}) AS c${i}`,
  );
  const mine = and([
    `al.plan_id = ${q.bind(view.plan?.id ?? null, '::uuid')}`,
    'al.market_id = m.id',
    'al.archived_at IS NULL',
    ...(isNarrow ? ['al.line_id = ANY(ARRAY(SELECT id FROM line))'] : []),
    ...q.anyOf('al.function', view.filter.functions),
  ]);
  return `
    cells AS MATERIALIZED (SELECT * FROM place m CROSS JOIN LATERAL (
      SELECT ${['al.line_id', 'al.function', ...columns].join(', ')}
      FROM allocation al WHERE ${mine}
      GROUP BY al.line_id, al.function
    ) a)`;
}

/** The plan's envelopes with their use; those that hold amounts of foreign markets are left out, since their sums would tell. */
export const ENVELOPES = `
  SELECT e.code AS key, e.code AS title, trim_scale(e.cap)::text AS cap, trim_scale(u.used)::text AS used,
    trim_scale(e.cap - u.used)::text AS left
  FROM mg.envelope_use($1::uuid) u JOIN envelope e ON e.id = u.envelope_id
  WHERE NOT u.has_foreign
  ORDER BY e.code`;
