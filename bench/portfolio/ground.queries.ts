/** What the generator's statements share, and what comes first and last. */
import { PORTFOLIO_REVISION, type Shape } from './size.ts';

/**
 * Ids are hashes of what a row is: the same in every run, as scattered as those that PostgreSQL draws, and a row can name
 * another without looking for it.
 */
export const IDS = `
  CREATE FUNCTION pg_temp.id(what text, VARIADIC place int[] DEFAULT '{}') RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN md5(what || '/' || array_to_string(place, '/'))::uuid`;

/** Bookkeeping of every row; the creation day is fixed, too. */
export const NEW = {
  columns: 'revision, created_revision, created_at, updated_at',
  values: `${PORTFOLIO_REVISION}, ${PORTFOLIO_REVISION}, timestamptz '2026-11-01 00:00Z', timestamptz '2026-11-01 00:00Z'`,
} as const;

/** A row for each line-up: market `m`, problem `p`, and `u`, the line-up's number in its problem. */
export const PLACES = (shape: Shape): string => `generate_series(0, ${shape.markets - 1}) m, ${placesOfMarket(shape)}`;

/** The same within one market, for what is too much for one statement. */
export const placesOfMarket = ({ problemsOfMarket, lineUpsOfProblem }: Shape): string =>
  `generate_series(0, ${problemsOfMarket - 1}) p,
    generate_series(0, ${lineUpsOfProblem - 1}) u`;

/**
 * The change set that brought it all, by the administrator. It has no changes: the audit of an import would be ten rows for
 * each price, and no pull and no push reads those of a revision that every sheet has seen.
 */
export const CHANGE_SET = `
  INSERT INTO change_set (id, revision, author_id, author_name, reason, kind, state, applied_at)
  SELECT pg_temp.id('change set'), ${PORTFOLIO_REVISION}, u.id, u.name, 'The portfolio of the bench', 'IMPORT', 'APPLIED', now()
  FROM app_user u WHERE u.subject = 'admin'`;

export const REVISION = `UPDATE revision SET number = ${PORTFOLIO_REVISION}`;
