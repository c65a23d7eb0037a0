/** An author sees his own change sets where he sees what they changed, like everyone else. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, ownedByRules, SIGNED_IN } from './parts.ts';

/**
 * What is just being written has no changes yet; its author must see it to write them. PostgreSQL keeps the plan, also one
 * made while the table was small, which would look through all changes at each push.
 */
const IS_EMPTY = `
  CREATE FUNCTION mg.is_empty_set(change_set uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET enable_seqscan = off AS $$
    SELECT NOT EXISTS (SELECT FROM public.change c WHERE c.change_set_id = is_empty_set.change_set)
  $$;
  ${ownedByRules('mg.is_empty_set(uuid)')}`;

/**
 * Authors saw the reason, state and matrix of all that they ever pushed: so did the service tokens that speak for them, made
 * for one market, and people whose market had been taken from them. The order keeps PostgreSQL to the index: most changes
 * are of a few large imports, so it would take it for quicker to look through all changes for one of the set, or to gather
 * the sets of all beforehand. Either cost more than the push of a cell.
 */
const SEEN = `(author_id = (SELECT mg.user_id()) AND mg.is_empty_set(id))
  OR EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id ORDER BY c.market_id LIMIT 1)`;
const SEEN_BEFORE = `author_id = (SELECT mg.user_id()) OR EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id)`;

const setPolicies = (seen: string): string[] =>
  ['read', 'update'].map((policy) => `ALTER POLICY change_set_${policy} ON change_set USING (${seen})`);

/** Of what belongs to no market, a service token sees what its own roles do, not what its user once did. */
const OWN = 'change_set_id IN (SELECT mg.own_change_sets())';
const changePolicy = (own: string): string => `ALTER POLICY change_read ON change
  USING (market_id = ${GRANTED} OR (market_id IS NULL AND ${SIGNED_IN} AND (${hasRole('PRODUCT', 'ADMIN')} OR ${own})))`;

export class ChangeSetsWithinReach1795219200015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(IS_EMPTY);
    for (const sql of setPolicies(SEEN)) await runner.query(sql);
    await runner.query(changePolicy(`((SELECT mg.token_id()) IS NULL AND ${OWN})`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(changePolicy(OWN));
    for (const sql of setPolicies(SEEN_BEFORE)) await runner.query(sql);
    await runner.query('DROP FUNCTION mg.is_empty_set(uuid)');
  }
}
