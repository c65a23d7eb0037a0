/** Users, their market grants, and `mg.identify`, through which every transaction learns who is calling. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, keepCode, ownedByRules, ROW, secure, text } from './parts.ts';

const TABLES = `
  CREATE TABLE app_user (${ROW},
    ${text('subject', 255)} NOT NULL UNIQUE CHECK (subject <> ''),
    ${text('name', 255)} NOT NULL,
    roles text[] NOT NULL CHECK (roles <@ ARRAY['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN'])
  );
  CREATE TABLE market_grant (${ROW},
    user_id uuid NOT NULL REFERENCES app_user,
    market_id uuid NOT NULL REFERENCES market
  );
  CREATE UNIQUE INDEX market_grant_key ON market_grant (user_id, market_id) WHERE archived_at IS NULL;
  CREATE INDEX ON market_grant (market_id)`;

/**
 * An archived market is gone for all but administrators, who may bring it back (an import of its file, a revert).
 * The settings end with the transaction. Nobody (unknown, archived) gets empty ones, so that no policy lets him see a
 * row.
 */
const IDENTIFY = `
  CREATE FUNCTION mg.identify(token_subject text)
    RETURNS TABLE (user_id uuid, subject text, name text, roles text[], market_ids uuid[], market_codes text[], markets jsonb)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    SELECT u.id, u.subject, u.name, u.roles, g.ids, g.codes, g.pairs
      INTO user_id, subject, name, roles, market_ids, market_codes, markets
      FROM public.app_user u,
        LATERAL (
          SELECT coalesce(array_agg(m.id ORDER BY m.code), '{}') AS ids,
            coalesce(array_agg(m.code ORDER BY m.code) FILTER (WHERE m.archived_at IS NULL), '{}') AS codes,
            coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code) ORDER BY m.code)
              FILTER (WHERE m.archived_at IS NULL), '[]') AS pairs
          FROM public.market_grant mg JOIN public.market m ON m.id = mg.market_id
          WHERE mg.user_id = u.id AND mg.archived_at IS NULL
            AND (m.archived_at IS NULL OR 'ADMIN' = ANY (u.roles))
        ) g
      WHERE u.subject = token_subject AND u.archived_at IS NULL;
    PERFORM set_config('marketgrid.user', coalesce(user_id::text, ''), true),
      set_config('marketgrid.roles', coalesce(array_to_string(roles, ','), ''), true),
      set_config('marketgrid.markets', coalesce(array_to_string(market_ids, ','), ''), true);
    IF user_id IS NOT NULL THEN RETURN NEXT; END IF;
  END $$;
  ${ownedByRules('mg.identify(text)')}`;

/** How the first administrator gets in: the owner calls it; the serving role cannot. */
const ADMIT = `
  CREATE FUNCTION mg.admit(token_subject text, full_name text, user_roles text[], granted text[] DEFAULT '{}')
    RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    admitted uuid;
    unknown text;
  BEGIN
    SELECT c INTO unknown FROM unnest(granted) c WHERE NOT EXISTS (SELECT FROM public.market m WHERE m.code = c);
    IF FOUND THEN
      RAISE EXCEPTION 'no market has the code %', unknown USING ERRCODE = 'foreign_key_violation';
    END IF;
    INSERT INTO public.app_user (subject, name, roles, revision, created_revision)
      SELECT token_subject, full_name, user_roles, r.number, r.number FROM public.revision r
      ON CONFLICT (subject) DO UPDATE SET name = excluded.name, roles = excluded.roles, archived_at = NULL,
        revision = excluded.revision, updated_at = now()
      RETURNING id INTO admitted;
    INSERT INTO public.market_grant (user_id, market_id, revision, created_revision)
      SELECT admitted, m.id, r.number, r.number FROM public.market m, public.revision r
      WHERE m.code = ANY (granted) OR 'ADMIN' = ANY (user_roles)
      ON CONFLICT DO NOTHING;
    RETURN admitted;
  END $$;
  COMMENT ON FUNCTION mg.admit IS 'Makes or changes a user and grants him markets by code; an ADMIN gets all there are.';
  GRANT SELECT, INSERT, UPDATE ON app_user, market_grant TO marketgrid_rules;
  GRANT SELECT ON revision TO marketgrid_rules;
  ${ownedByRules('mg.admit(text, text, text[], text[])')}
  REVOKE EXECUTE ON FUNCTION mg.admit FROM marketgrid_api;
  DO $$ BEGIN
    EXECUTE format('GRANT EXECUTE ON FUNCTION mg.admit TO %I', current_user);
  END $$`;

/**
 * Otherwise nobody could see a market that was just made, or put a segment into it. The creator's own transaction sees it
 * from the next statement on.
 */
const GRANT_NEW_MARKET = `
  CREATE FUNCTION mg.grant_new_market() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    INSERT INTO public.market_grant (user_id, market_id, revision, created_revision)
      SELECT u.id, NEW.id, NEW.revision, NEW.revision FROM public.app_user u
      WHERE u.archived_at IS NULL AND ('ADMIN' = ANY (u.roles) OR u.id = mg.user_id())
      ON CONFLICT DO NOTHING;
    IF mg.user_id() IS NOT NULL THEN
      PERFORM set_config('marketgrid.markets', array_to_string(mg.granted_markets() || NEW.id, ','), true);
    END IF;
    RETURN NULL;
  END $$;
  CREATE TRIGGER market_is_granted AFTER INSERT ON market FOR EACH ROW EXECUTE FUNCTION mg.grant_new_market();
  ${ownedByRules('mg.grant_new_market()')}
  REVOKE EXECUTE ON FUNCTION mg.grant_new_market FROM marketgrid_api`;

export class Access1795219200003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(
      secure('app_user', { read: `id = (SELECT mg.user_id()) OR ${hasRole('ADMIN')}`, write: hasRole('ADMIN') }),
    );
    // Only of markets that the reader sees: a grant must not lead to a market that is not there for him.
    const seen = `market_id = ${GRANTED} AND (user_id = (SELECT mg.user_id()) OR ${hasRole('ADMIN')})`;
    await runner.query(secure('market_grant', { read: seen, write: hasRole('ADMIN') }));
    await runner.query(keepCode('app_user', 'subject'));
    for (const sql of [IDENTIFY, ADMIT, GRANT_NEW_MARKET]) await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER market_is_granted ON market');
    await runner.query('DROP FUNCTION mg.grant_new_market(), mg.admit(text, text, text[], text[]), mg.identify(text)');
    await runner.query('DROP TABLE market_grant, app_user');
  }
}
