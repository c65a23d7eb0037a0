/** The statements around a matrix's own: one that gathers its rows as text, one that sorts a delta. */
import type { Statement } from '../view/matrix-source.ts';

export const REVISION = 'SELECT number FROM revision';

/** Revision, number of rows and all rows as one JSON array text. The scan keeps the order of the inner statement. */
export const gathered = ({ text, ...rest }: Statement): Statement => ({
  text: `SELECT (${REVISION}) AS revision, count(*)::int AS row_count,
      '[' || coalesce(string_agg(v.row, ','), '') || ']' AS rows FROM (${text}) v`,
  ...rest,
});

/** As `gathered`, for rows that match, and the keys of those that do not: a filter on a column that is null answers null. */
export const delta = ({ text, ...rest }: Statement): Statement => ({
  text: `SELECT (${REVISION}) AS revision,
      '[' || coalesce(string_agg(v.row, ',') FILTER (WHERE v.matches), '') || ']' AS rows,
      coalesce(array_agg(v.key) FILTER (WHERE v.matches IS NOT TRUE), '{}') AS removed FROM (${text}) v`,
  ...rest,
});

/** As `delta`, where what may have changed is known by its keys; `text` answers the rows of them that match. */
export const deltaOfKeys = ({ text, values, ...rest }: Statement, keys: readonly string[]): Statement => ({
  text: `WITH v AS MATERIALIZED (${text})
    SELECT (${REVISION}) AS revision, (SELECT '[' || coalesce(string_agg(v.row, ','), '') || ']' FROM v) AS rows,
      ARRAY(SELECT unnest($${values.length + 1}::text[]) EXCEPT SELECT key FROM v) AS removed`,
  values: [...values, keys],
  ...rest,
});

/** Keys and rows, each row parsed: for a push, which needs the headers of the rows it edits. */
export const keyed = ({ text, ...rest }: Statement): Statement => ({
  text: `SELECT v.key, v.row::json AS row FROM (${text}) v`,
  ...rest,
});
