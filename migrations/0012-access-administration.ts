/** Service tokens, and the record of who was let in and what was granted. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, oneOf, ownedByRules, text } from './parts.ts';

const ROLES = `ARRAY['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN']`;

/** `hash` is SHA-256 of 256 random bits: nothing to guess, so that no salt and no slow hash is needed. */
const TOKENS = `
  CREATE TABLE access_token (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
    user_id uuid NOT NULL REFERENCES app_user,
    ${text('name', 255)} NOT NULL CHECK (name <> ''),
    roles text[] NOT NULL CHECK (roles <@ ${ROLES}),
    created_at timestamptz NOT NULL DEFAULT now(),
    created_by_id uuid NOT NULL REFERENCES app_user,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    revoked_at timestamptz,
    last_used_at timestamptz
  );
  CREATE INDEX ON access_token (user_id);
  COMMENT ON COLUMN access_token.last_used_at IS 'To the hour, so that reading with a token writes seldom.';

  CREATE TABLE access_token_market (
    token_id uuid NOT NULL REFERENCES access_token,
    market_id uuid NOT NULL REFERENCES market,
    PRIMARY KEY (token_id, market_id)
  );
  CREATE INDEX ON access_token_market (market_id);
  GRANT SELECT ON access_token, access_token_market TO marketgrid_rules;
  GRANT UPDATE (last_used_at) ON access_token TO marketgrid_rules`;

/** Kinds are texts with a CHECK. An event of a market is for administrators who see that market. */
const EVENTS = `
  CREATE TABLE access_event (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    ${oneOf('kind', [
      'SIGN_IN',
      'USER_CREATED',
      'USER_CHANGED',
      'USER_ARCHIVED',
      'USER_RESTORED',
      'MARKET_GRANTED',
      'MARKET_REVOKED',
      'TOKEN_CREATED',
      'TOKEN_REVOKED',
      'PUSH_DENIED',
    ])} NOT NULL,
    actor_id uuid REFERENCES app_user,
    token_id uuid REFERENCES access_token,
    user_id uuid REFERENCES app_user,
    market_id uuid REFERENCES market,
    ${text('detail', 1000)}
  );
  COMMENT ON COLUMN access_event.actor_id IS 'Who did it; NULL is the owner of the database, as at the first start.';
  COMMENT ON COLUMN access_event.user_id IS 'To whom it was done.';
  CREATE INDEX ON access_event (kind, id);
  CREATE INDEX ON access_event (user_id, id);
  GRANT INSERT ON access_event TO marketgrid_rules`;

/** Whether the caller came with a service token: such a one may make no further tokens. */
const BY_TOKEN = `
  CREATE FUNCTION mg.token_id() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
    RETURN nullif(current_setting('marketgrid.token', true), '')::uuid;
  REVOKE ALL ON FUNCTION mg.token_id() FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION mg.token_id() TO marketgrid_api, marketgrid_rules`;

/**
 * As mg.identify, for who comes with a service token: his roles and markets are those of his user that the token has, too.
 * Expired, revoked, or of an archived user: nobody.
 */
const IDENTIFY_TOKEN = `
  CREATE FUNCTION mg.identify_token(token_hash bytea)
    RETURNS TABLE (user_id uuid, subject text, name text, roles text[], market_ids uuid[], market_codes text[], markets jsonb, token_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    SELECT u.id, u.subject, u.name, r.roles, g.ids, g.codes, g.pairs, t.id
      INTO user_id, subject, name, roles, market_ids, market_codes, markets, token_id
      FROM public.access_token t JOIN public.app_user u ON u.id = t.user_id,
        LATERAL (SELECT ARRAY(SELECT unnest(u.roles) INTERSECT SELECT unnest(t.roles) ORDER BY 1) AS roles) r,
        LATERAL (
          SELECT coalesce(array_agg(m.id ORDER BY m.code), '{}') AS ids,
            coalesce(array_agg(m.code ORDER BY m.code) FILTER (WHERE m.archived_at IS NULL), '{}') AS codes,
            coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'code', m.code) ORDER BY m.code)
              FILTER (WHERE m.archived_at IS NULL), '[]') AS pairs
          FROM public.access_token_market tm
            JOIN public.market_grant mg ON mg.market_id = tm.market_id AND mg.user_id = u.id AND mg.archived_at IS NULL
            JOIN public.market m ON m.id = tm.market_id
          WHERE tm.token_id = t.id AND (m.archived_at IS NULL OR 'ADMIN' = ANY (r.roles))
        ) g
      WHERE t.hash = token_hash AND t.revoked_at IS NULL AND t.expires_at > clock_timestamp() AND u.archived_at IS NULL;
    PERFORM set_config('marketgrid.user', coalesce(user_id::text, ''), true),
      set_config('marketgrid.roles', coalesce(array_to_string(roles, ','), ''), true),
      set_config('marketgrid.markets', coalesce(array_to_string(market_ids, ','), ''), true),
      set_config('marketgrid.token', coalesce(token_id::text, ''), true);
    IF user_id IS NOT NULL THEN RETURN NEXT; END IF;
  END $$;
  ${ownedByRules('mg.identify_token(bytea)')}`;

/** What the server itself tells of a caller; everything else is told by the triggers below. */
const RECORD = `
  CREATE FUNCTION mg.record_access(happened text, what text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF mg.user_id() IS NULL OR happened NOT IN ('SIGN_IN', 'PUSH_DENIED') THEN
      RAISE EXCEPTION 'this is not for the server to record' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO public.access_event (kind, actor_id, token_id, user_id, detail)
      VALUES (happened, mg.user_id(), mg.token_id(), mg.user_id(), left(what, 1000));
    UPDATE public.access_token SET last_used_at = date_trunc('hour', now())
      WHERE id = mg.token_id() AND last_used_at IS DISTINCT FROM date_trunc('hour', now());
  END $$;
  ${ownedByRules('mg.record_access(text, text)')}`;

const USER_EVENTS = `
  CREATE FUNCTION mg.record_user() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  DECLARE
    happened text := 'USER_CHANGED';
  BEGIN
    IF TG_OP = 'INSERT' THEN happened := 'USER_CREATED';
    ELSIF OLD.archived_at IS NULL AND NEW.archived_at IS NOT NULL THEN happened := 'USER_ARCHIVED';
    ELSIF OLD.archived_at IS NOT NULL AND NEW.archived_at IS NULL THEN happened := 'USER_RESTORED';
    ELSIF (OLD.name, OLD.roles) IS NOT DISTINCT FROM (NEW.name, NEW.roles) THEN RETURN NULL;
    END IF;
    INSERT INTO public.access_event (kind, actor_id, token_id, user_id, detail)
      VALUES (happened, mg.user_id(), mg.token_id(), NEW.id, format('%s: %s', NEW.subject, array_to_string(NEW.roles, ' ')));
    RETURN NULL;
  END $$;
  ${ownedByRules('mg.record_user()')}
  REVOKE EXECUTE ON FUNCTION mg.record_user FROM marketgrid_api;
  CREATE TRIGGER app_user_is_recorded AFTER INSERT OR UPDATE ON app_user
    FOR EACH ROW EXECUTE FUNCTION mg.record_user()`;

const GRANT_EVENTS = `
  CREATE FUNCTION mg.record_grant() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.archived_at IS NULL) = (NEW.archived_at IS NULL) THEN RETURN NULL; END IF;
    INSERT INTO public.access_event (kind, actor_id, token_id, user_id, market_id, detail)
      SELECT CASE WHEN NEW.archived_at IS NULL THEN 'MARKET_GRANTED' ELSE 'MARKET_REVOKED' END,
        mg.user_id(), mg.token_id(), u.id, m.id, format('%s: %s', u.subject, m.code)
      FROM public.app_user u, public.market m WHERE u.id = NEW.user_id AND m.id = NEW.market_id;
    RETURN NULL;
  END $$;
  ${ownedByRules('mg.record_grant()')}
  REVOKE EXECUTE ON FUNCTION mg.record_grant FROM marketgrid_api;
  CREATE TRIGGER market_grant_is_recorded AFTER INSERT OR UPDATE ON market_grant
    FOR EACH ROW EXECUTE FUNCTION mg.record_grant()`;

const TOKEN_EVENTS = `
  CREATE FUNCTION mg.record_token() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    IF TG_OP = 'UPDATE' AND OLD.revoked_at IS NOT DISTINCT FROM NEW.revoked_at THEN RETURN NULL; END IF;
    INSERT INTO public.access_event (kind, actor_id, token_id, user_id, detail)
      SELECT CASE TG_OP WHEN 'INSERT' THEN 'TOKEN_CREATED' ELSE 'TOKEN_REVOKED' END,
        mg.user_id(), NEW.id, u.id, format('%s: %s', u.subject, NEW.name)
      FROM public.app_user u WHERE u.id = NEW.user_id;
    RETURN NULL;
  END $$;
  ${ownedByRules('mg.record_token()')}
  REVOKE EXECUTE ON FUNCTION mg.record_token FROM marketgrid_api;
  CREATE TRIGGER access_token_is_recorded AFTER INSERT OR UPDATE ON access_token
    FOR EACH ROW EXECUTE FUNCTION mg.record_token()`;

/**
 * Somebody must be able to let others in. The row of `revision` orders the writes, so that two administrators cannot take
 * each other's role at the same moment: the second sees what the first has done.
 */
const LAST_ADMIN = `
  CREATE FUNCTION mg.keep_an_admin() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM FROM public.revision FOR UPDATE;
    IF NOT EXISTS (SELECT FROM public.app_user u WHERE u.archived_at IS NULL AND 'ADMIN' = ANY (u.roles)) THEN
      RAISE EXCEPTION 'the last administrator cannot be removed'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'app_user_keeps_an_admin';
    END IF;
    RETURN NULL;
  END $$;
  GRANT UPDATE (number) ON revision TO marketgrid_rules;
  ${ownedByRules('mg.keep_an_admin()')}
  REVOKE EXECUTE ON FUNCTION mg.keep_an_admin FROM marketgrid_api;
  CREATE TRIGGER app_user_keeps_an_admin AFTER UPDATE ON app_user FOR EACH ROW
    WHEN ('ADMIN' = ANY (OLD.roles) AND OLD.archived_at IS NULL AND NOT ('ADMIN' = ANY (NEW.roles) AND NEW.archived_at IS NULL))
    EXECUTE FUNCTION mg.keep_an_admin()`;

/**
 * How a production server gets its first administrator. Only the owner may call it, and under FORCE he could not see for
 * himself whether there is one.
 */
const ADMIT_FIRST = `
  CREATE FUNCTION mg.admit_first(token_subject text) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  BEGIN
    PERFORM FROM public.revision FOR UPDATE;
    IF EXISTS (SELECT FROM public.app_user u WHERE u.archived_at IS NULL AND 'ADMIN' = ANY (u.roles)) THEN
      RETURN false;
    END IF;
    PERFORM mg.admit(token_subject, token_subject, '{ADMIN}');
    RETURN true;
  END $$;
  ${ownedByRules('mg.admit_first(text)')}
  REVOKE EXECUTE ON FUNCTION mg.admit_first FROM marketgrid_api;
  DO $$ BEGIN
    EXECUTE format('GRANT EXECUTE ON FUNCTION mg.admit_first TO %I', current_user);
  END $$`;

const ADMIN = hasRole('ADMIN');
/** A person; what a service token could make would outlive and outreach it. */
const ADMIN_IN_PERSON = `${ADMIN} AND (SELECT mg.token_id()) IS NULL`;

/** The hash is for mg.identify_token alone: a column that nobody may read leaks through no query. */
const POLICIES = `
  ALTER TABLE access_token ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY access_token_read ON access_token FOR SELECT TO marketgrid_api USING (${ADMIN});
  CREATE POLICY access_token_insert ON access_token FOR INSERT TO marketgrid_api
    WITH CHECK (${ADMIN_IN_PERSON} AND created_by_id = (SELECT mg.user_id()) AND revoked_at IS NULL AND last_used_at IS NULL);
  CREATE POLICY access_token_update ON access_token FOR UPDATE TO marketgrid_api USING (${ADMIN}) WITH CHECK (${ADMIN});
  GRANT SELECT (id, user_id, name, roles, created_at, created_by_id, expires_at, revoked_at, last_used_at), INSERT,
    UPDATE (revoked_at) ON access_token TO marketgrid_api;

  -- Of markets that the reader sees; and no token reaches further than who makes it.
  ALTER TABLE access_token_market ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY access_token_market_read ON access_token_market FOR SELECT TO marketgrid_api
    USING (${ADMIN} AND market_id = ${GRANTED});
  CREATE POLICY access_token_market_insert ON access_token_market FOR INSERT TO marketgrid_api
    WITH CHECK (${ADMIN_IN_PERSON} AND market_id = ${GRANTED});
  GRANT SELECT, INSERT ON access_token_market TO marketgrid_api;

  ALTER TABLE access_event ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
  CREATE POLICY access_event_read ON access_event FOR SELECT TO marketgrid_api
    USING (${ADMIN} AND (market_id IS NULL OR market_id = ${GRANTED}));
  GRANT SELECT ON access_event TO marketgrid_api`;

/** Who grants a market sees it himself: otherwise an ADMIN could open every market to himself by its id. */
const GRANTS_WITHIN_SIGHT = ['insert', 'update'].map(
  (policy) => `ALTER POLICY market_grant_${policy} ON market_grant WITH CHECK (${ADMIN} AND market_id = ${GRANTED})`,
);
const GRANTS_AS_BEFORE = ['insert', 'update'].map(
  (policy) => `ALTER POLICY market_grant_${policy} ON market_grant WITH CHECK (${ADMIN})`,
);

/**
 * An ADMIN saw every change set, and so the reasons given for changes of markets that he does not see. Now it takes a change
 * that he sees, as for everyone; those of no market are his to see.
 */
const SET_SEEN = `author_id = (SELECT mg.user_id()) OR EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id)`;
const CHANGE_SETS_WITHIN_SIGHT = ['read', 'update'].map(
  (policy) => `ALTER POLICY change_set_${policy} ON change_set USING (${SET_SEEN})`,
);
const CHANGE_SETS_AS_BEFORE = ['read', 'update'].map(
  (policy) => `ALTER POLICY change_set_${policy} ON change_set USING (author_id = (SELECT mg.user_id()) OR ${ADMIN}
    OR EXISTS (SELECT FROM change c WHERE c.change_set_id = change_set.id))`,
);

export class AccessAdministration1795219200012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const tables = [TOKENS, EVENTS, BY_TOKEN];
    const functions = [IDENTIFY_TOKEN, RECORD, USER_EVENTS, GRANT_EVENTS, TOKEN_EVENTS, LAST_ADMIN, ADMIT_FIRST];
    for (const sql of [...tables, ...functions, POLICIES, ...GRANTS_WITHIN_SIGHT, ...CHANGE_SETS_WITHIN_SIGHT])
      await runner.query(sql);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const sql of [...GRANTS_AS_BEFORE, ...CHANGE_SETS_AS_BEFORE]) await runner.query(sql);
    await runner.query('DROP TRIGGER app_user_keeps_an_admin ON app_user');
    await runner.query('DROP TRIGGER app_user_is_recorded ON app_user');
    await runner.query('DROP TRIGGER market_grant_is_recorded ON market_grant');
    await runner.query('DROP TABLE access_event, access_token_market, access_token');
    await runner.query(
      `DROP FUNCTION mg.admit_first(text), mg.keep_an_admin(), mg.record_user(), mg.record_grant(), mg.record_token(),
         mg.record_access(text, text), mg.identify_token(bytea), mg.token_id()`,
    );
    await runner.query('REVOKE UPDATE (number) ON revision FROM marketgrid_rules');
  }
}
