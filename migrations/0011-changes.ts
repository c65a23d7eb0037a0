/** Change sets and their changes. Changes are appended and never altered. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, oneOf, ownedByRules, SIGNED_IN, text } from './parts.ts';

const TABLES = `
  CREATE TABLE change_set (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    revision integer UNIQUE CHECK (revision > 0),
    author_id uuid NOT NULL REFERENCES app_user,
    ${text('author_name', 255)} NOT NULL,
    ${text('reason', 4000)},
    ${text('matrix', 255)},
    ${oneOf('kind', ['PUSH', 'IMPORT', 'REVERT'])} NOT NULL,
    ${oneOf('state', ['DRAFT', 'SUBMITTED', 'APPLIED', 'REJECTED', 'REVERTED'])} NOT NULL,
    ${text('idempotency_key', 255)} CHECK (idempotency_key <> ''),
    input_hash text,
    result jsonb,
    reverts integer REFERENCES change_set (revision),
    created_at timestamptz NOT NULL DEFAULT now(),
    applied_at timestamptz,
    UNIQUE (author_id, idempotency_key),
    -- What changes carry a copy of.
    UNIQUE (id, revision),
    CONSTRAINT change_set_is_numbered_once_applied
      CHECK ((state IN ('APPLIED', 'REVERTED')) = (revision IS NOT NULL) AND (revision IS NULL) = (applied_at IS NULL)),
    CONSTRAINT change_set_reverts_an_earlier_one CHECK ((kind = 'REVERT') = (reverts IS NOT NULL) AND reverts < revision)
  );
  CREATE INDEX ON change_set (reverts);

  CREATE TABLE change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    change_set_id uuid NOT NULL REFERENCES change_set,
    revision integer NOT NULL,
    market_id uuid REFERENCES market,
    entity text NOT NULL,
    "row" text NOT NULL,
    field text NOT NULL,
    valid_from date,
    valid_to date,
    before_from date,
    before text,
    after text,
    CONSTRAINT change_has_the_revision_of_its_set
      FOREIGN KEY (change_set_id, revision) REFERENCES change_set (id, revision),
    CONSTRAINT change_ends_after_it_begins CHECK (valid_from < valid_to)
  );
  CREATE INDEX ON change (entity, "row", field, revision);
  CREATE INDEX ON change (revision, id);
  CREATE INDEX ON change (change_set_id, market_id);
  CREATE INDEX ON change (market_id, revision);
  GRANT SELECT ON change_set, change TO marketgrid_rules`;

/** Past the policies: those of change_set ask for changes, so those of change cannot ask for change sets (42P17). */
const OWN = `
  CREATE FUNCTION mg.own_change_sets() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT s.id FROM public.change_set s WHERE s.author_id = (SELECT mg.user_id())
  $$;
  ${ownedByRules('mg.own_change_sets()')}`;

const ALL = hasRole('PRODUCT', 'ADMIN');
const WRITERS = hasRole('PRICING', 'FINANCE', 'PRODUCT', 'ADMIN');
const SET_SEEN = `author_id = (SELECT mg.user_id()) OR ${hasRole('ADMIN')}
  OR EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id)`;

const POLICIES = `
  ALTER TABLE change_set ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY change_set_read ON change_set FOR SELECT TO marketgrid_api USING (${SET_SEEN});
  CREATE POLICY change_set_insert ON change_set FOR INSERT TO marketgrid_api
    WITH CHECK (author_id = (SELECT mg.user_id()) AND ${WRITERS});
  -- A revert marks another author's set.
  CREATE POLICY change_set_update ON change_set FOR UPDATE TO marketgrid_api
    USING (${SET_SEEN}) WITH CHECK (${WRITERS});
  GRANT SELECT, INSERT, UPDATE (revision, state, result, applied_at) ON change_set TO marketgrid_api;

  ALTER TABLE change ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY change_read ON change FOR SELECT TO marketgrid_api
    USING (market_id = ${GRANTED}
      OR (market_id IS NULL AND ${SIGNED_IN} AND (${ALL} OR change_set_id IN (SELECT mg.own_change_sets()))));
  CREATE POLICY change_insert ON change FOR INSERT TO marketgrid_api
    WITH CHECK ((market_id = ${GRANTED} OR market_id IS NULL) AND ${WRITERS}
      AND change_set_id IN (SELECT mg.own_change_sets()));
  GRANT SELECT, INSERT ON change TO marketgrid_api`;

export class Changes1795219200011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [TABLES, OWN, POLICIES]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE change, change_set');
    await runner.query('DROP FUNCTION mg.own_change_sets()');
  }
}
