/** An author sees his own change sets where he sees what they changed, like everyone else. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, ownedByRules, SIGNED_IN } from './parts.ts';

/** What is just being written has no changes yet; its author must see it to write them. */
const IS_EMPTY = `
  CREATE FUNCTION mg.is_empty_set(change_set uuid) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT NOT EXISTS (SELECT FROM public.change c WHERE c.change_set_id = is_empty_set.change_set)
  $$;
  ${ownedByRules('mg.is_empty_set(uuid)')}`;

/**
 * Authors saw the reason, state and matrix of all that they ever pushed: so did the service tokens that speak for them, made
 * for one market, and people whose market had been taken from them.
 */
const SEEN = `EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id)
  OR (author_id = (SELECT mg.user_id()) AND mg.is_empty_set(id))`;
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
