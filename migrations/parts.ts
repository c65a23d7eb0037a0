/**
 * Pieces of SQL that the migrations of every area repeat. They are history like the migrations themselves: a change here
 * would rewrite what is already in databases, so a new need gets a new function.
 */

/** Columns of every row. `revision` has no default: who writes must say in which change set. */
export const ROW = `
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  revision integer NOT NULL,
  created_revision integer NOT NULL CHECK (created_revision >= 0),
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz NOT NULL DEFAULT now(),
  archived_at timestamptz,
  CHECK (revision >= created_revision)`;

export const CODE = `code text NOT NULL CHECK (code ~ '^[A-Za-z0-9._-]{1,64}$')`;

/** Of a market-owned row; `(market_id, id)` is what rows of the same market refer to. */
export const MARKET = `market_id uuid NOT NULL REFERENCES market`;

export const text = (column: string, longest: number): string =>
  `${column} text CHECK (char_length(${column}) <= ${longest})`;

export const oneOf = (column: string, options: readonly string[]): string =>
  `${column} text CHECK (${column} IN (${options.map((o) => `'${o}'`).join(', ')}))`;

export const within = (column: string, min: number, max: number): string =>
  `${column} integer CHECK (${column} BETWEEN ${min} AND ${max})`;

export const notNegative = (column: string): string => `${column} numeric(21,6) CHECK (${column} >= 0)`;

/** What policies ask; the sub-selects make PostgreSQL evaluate each function once a statement, not once a row. */
export const GRANTED = `ANY ((SELECT mg.granted_markets())::uuid[])`;
export const SIGNED_IN = `(SELECT mg.user_id()) IS NOT NULL`;
export const hasRole = (...roles: readonly string[]): string =>
  `(SELECT mg.has_role(${roles.map((r) => `'${r}'`).join(', ')}))`;

/**
 * Forces row-level security: `read` says which rows may be seen and touched, `write` what a row must be after an INSERT or
 * UPDATE. Who sees a row and may not write it is refused (42501) and not silently passed over. Nobody may DELETE.
 */
export function secure(table: string, o: { read: string; write: string }): string {
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
    CREATE POLICY ${table}_read ON ${table} FOR SELECT TO marketgrid_api USING (${o.read});
    CREATE POLICY ${table}_insert ON ${table} FOR INSERT TO marketgrid_api WITH CHECK (${o.write});
    CREATE POLICY ${table}_update ON ${table} FOR UPDATE TO marketgrid_api USING (${o.read}) WITH CHECK (${o.write});
    GRANT SELECT, INSERT, UPDATE ON ${table} TO marketgrid_api;
    GRANT SELECT ON ${table} TO marketgrid_rules;`;
}

/** A market-owned table: seen with its market, written there by the role of its area and by ADMIN. */
export function secureByMarket(table: string, writer?: string): string {
  const roles = writer === undefined ? hasRole('ADMIN') : hasRole(writer, 'ADMIN');
  return secure(table, { read: `market_id = ${GRANTED}`, write: `market_id = ${GRANTED} AND ${roles}` });
}

/** Codes are what sheets, audit and files address rows by, so they never change. Costs nothing where `code` is not SET. */
export const keepCode = (table: string, column = 'code'): string => `
    CREATE TRIGGER ${table}_keeps_${column} BEFORE UPDATE OF ${column} ON ${table} FOR EACH ROW
      WHEN (OLD.${column} IS DISTINCT FROM NEW.${column}) EXECUTE FUNCTION mg.refuse_new_code();`;

/** Makes a SECURITY DEFINER function see every row, and lets only the serving role call it. */
export const ownedByRules = (signature: string): string => `
    GRANT CREATE ON SCHEMA mg TO marketgrid_rules;
    REVOKE ALL ON FUNCTION ${signature} FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ${signature} TO marketgrid_api;
    ALTER FUNCTION ${signature} OWNER TO marketgrid_rules;
    REVOKE CREATE ON SCHEMA mg FROM marketgrid_rules;`;
