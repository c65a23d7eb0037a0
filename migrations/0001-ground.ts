/** Roles, the schema `mg` with what policies ask of the current transaction, and the revision counter. */
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Roles belong to the whole cluster, so another database's migration may make them at the same moment, and `down` leaves
 * them. Making a BYPASSRLS role takes a superuser (PostgreSQL 16 and later: a CREATEROLE role that has BYPASSRLS).
 */
const ROLES = `
  DO $$ BEGIN
    IF to_regrole('marketgrid_api') IS NULL THEN CREATE ROLE marketgrid_api NOLOGIN; END IF;
  EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
  END $$;
  DO $$ BEGIN
    IF to_regrole('marketgrid_rules') IS NULL THEN CREATE ROLE marketgrid_rules NOLOGIN BYPASSRLS; END IF;
  EXCEPTION
    WHEN duplicate_object OR unique_violation THEN NULL;
    WHEN insufficient_privilege THEN
      RAISE EXCEPTION 'the role marketgrid_rules is missing and % may not make it', current_user USING
        ERRCODE = 'insufficient_privilege',
        HINT = format('As a superuser: CREATE ROLE marketgrid_rules NOLOGIN BYPASSRLS; GRANT marketgrid_rules TO %I;', current_user);
  END $$;
  DO $$ BEGIN
    IF NOT (SELECT rolbypassrls FROM pg_roles WHERE rolname = 'marketgrid_rules') THEN
      RAISE EXCEPTION 'the role marketgrid_rules lacks BYPASSRLS' USING
        HINT = 'As a superuser: ALTER ROLE marketgrid_rules BYPASSRLS;';
    END IF;
    -- Who hands functions over to a role must be its member; a superuser counts as one of every role.
    IF NOT pg_has_role(current_user, 'marketgrid_rules', 'USAGE') THEN
      EXECUTE format('GRANT marketgrid_rules TO %I', current_user);
    END IF;
  END $$`;

const REVISION = `
  CREATE TABLE revision (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    number integer NOT NULL CHECK (number >= 0)
  );
  COMMENT ON TABLE revision IS 'One row: the number of the last applied change set. Every write locks it first.';
  INSERT INTO revision (number) VALUES (0);
  -- No row-level security: one number, the same for everyone.
  GRANT SELECT, UPDATE (number) ON revision TO marketgrid_api`;

/** Lets a server that is not given the owner see whether the database is at its version; TypeORM made the table. */
const VERSION = `
  DO $$ BEGIN
    IF to_regclass('public.migration') IS NOT NULL THEN GRANT SELECT ON migration TO marketgrid_api; END IF;
  END $$`;

const SETTINGS = `
  CREATE SCHEMA mg;
  REVOKE ALL ON SCHEMA mg FROM PUBLIC;
  GRANT USAGE ON SCHEMA mg TO marketgrid_api, marketgrid_rules;
  GRANT USAGE ON SCHEMA public TO marketgrid_api, marketgrid_rules;

  -- mg.identify sets these for one transaction; without it they are absent, or empty on a connection that was used before.
  CREATE FUNCTION mg.user_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('marketgrid.user', true), '')::uuid;
  CREATE FUNCTION mg.granted_markets() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(string_to_array(nullif(current_setting('marketgrid.markets', true), ''), ',')::uuid[], '{}');
  CREATE FUNCTION mg.has_role(VARIADIC wanted text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
    RETURN coalesce(string_to_array(current_setting('marketgrid.roles', true), ',') && wanted, false);
  REVOKE ALL ON FUNCTION mg.user_id(), mg.granted_markets(), mg.has_role(text[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION mg.user_id(), mg.granted_markets(), mg.has_role(text[]) TO marketgrid_api, marketgrid_rules;

  CREATE FUNCTION mg.refuse_new_code() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    RAISE EXCEPTION 'a code of % cannot be changed', TG_TABLE_NAME USING ERRCODE = 'check_violation';
  END $$`;

export class Ground1795219200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(ROLES);
    // uuid and text beside ranges in EXCLUDE. A trusted extension: CREATE on the database is enough.
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query(SETTINGS);
    await runner.query(REVISION);
    await runner.query(VERSION);
  }

  /** Leaves the roles and the extension: others may use them. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE revision');
    await runner.query('DROP FUNCTION mg.refuse_new_code(), mg.has_role(text[]), mg.granted_markets(), mg.user_id()');
    await runner.query('DROP SCHEMA mg');
  }
}
