/**
 * The roles of the cluster: `marketgrid_api` holds the grants, and whoever serves is its member; `marketgrid_rules` sees
 * past row-level security and owns the few functions that must. Both are NOLOGIN. See docs/architecture.md.
 */
import pg from 'pg';
import { MIGRATION_TABLE } from './migrate.ts';
import { codeOf, StartupFault } from '../startup-fault.ts';

export const API_ROLE = 'marketgrid_api';
export const RULES_ROLE = 'marketgrid_rules';

const DUPLICATE = new Set(['42710', '23505']);

const MAKE: readonly (readonly [string, string])[] = [
  [API_ROLE, `CREATE ROLE ${API_ROLE} NOLOGIN`],
  [RULES_ROLE, `CREATE ROLE ${RULES_ROLE} NOLOGIN BYPASSRLS`],
];

/** Makes the two roles where they are missing. @throws StartupFault when the owner may not. */
export async function makeRoles(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ rolname: string }>('SELECT rolname FROM pg_roles WHERE rolname = ANY ($1)', [
    [API_ROLE, RULES_ROLE],
  ]);
  for (const [role, sql] of MAKE) {
    if (rows.some(({ rolname }) => rolname === role)) continue;
    try {
      await owner.query(sql);
    } catch (error) {
      // Another database of the same server may be prepared at this moment; roles are the server's.
      if (DUPLICATE.has(codeOf(error) ?? '')) continue;
      if (codeOf(error) === '42501') throw await mayNotMake(owner);
      throw error;
    }
  }
}

async function mayNotMake(owner: pg.ClientBase): Promise<StartupFault> {
  const { rows } = await owner.query<{ name: string }>('SELECT quote_ident(current_user) AS name');
  const statements = [
    ...MAKE.map(([, sql]) => sql),
    `GRANT ${API_ROLE}, ${RULES_ROLE} TO ${rows[0]?.name} WITH ADMIN OPTION`,
  ];
  return new StartupFault(
    `The role ${rows[0]?.name} of DATABASE_OWNER_URL may not create the roles that Marketgrid needs; ` +
      `run as a superuser, once: ${statements.join('; ')};`,
  );
}

/** Makes `role` a member of the role with the grants, and lets it see which migrations have run. */
export async function letServe(owner: pg.ClientBase, role: string): Promise<void> {
  await owner.query(`GRANT SELECT ON public.${MIGRATION_TABLE} TO ${API_ROLE}`);
  const { rows } = await owner.query<{ serves: boolean }>(`SELECT pg_has_role($1, '${API_ROLE}', 'USAGE') AS serves`, [
    role,
  ]);
  if (rows[0]?.serves !== true) await owner.query(`GRANT ${API_ROLE} TO ${pg.escapeIdentifier(role)}`);
}

interface ServingRole {
  readonly name: string;
  readonly is_superuser: boolean;
  readonly bypasses: boolean;
  readonly owns_tables: boolean;
  readonly owns_database: boolean;
}

// A member can SET ROLE to what it is a member of, so that membership counts as being it.
const SERVING_ROLE = `
  SELECT current_user AS name,
         bool_or(r.rolsuper) AS is_superuser,
         bool_or(r.rolbypassrls) AS bypasses,
         EXISTS (SELECT FROM pg_class c
                 WHERE c.relnamespace = to_regnamespace('public') AND c.relkind IN ('r', 'p', 'v')
                   AND pg_has_role(current_user, c.relowner, 'MEMBER')) AS owns_tables,
         (SELECT pg_has_role(current_user, datdba, 'MEMBER') FROM pg_database WHERE datname = current_database())
           AS owns_database
  FROM pg_roles r WHERE pg_has_role(current_user, r.oid, 'MEMBER')`;

/**
 * The name of the role that `client` signs in as.
 * @throws StartupFault when row-level security would not hold for it: a superuser, BYPASSRLS, or an owner.
 */
export async function checkServingRole(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<ServingRole>(SERVING_ROLE);
  const role = rows[0];
  if (!role) throw new Error('PostgreSQL does not say who we are');
  const reason = whyNot(role);
  if (reason === undefined) return role.name;
  throw new StartupFault(
    `The role ${role.name} of DATABASE_URL ${reason}, so that row-level security would not hold it: ` +
      `make another with CREATE ROLE marketgrid_app LOGIN PASSWORD 'of your choice'; ` +
      `then start with DATABASE_URL for marketgrid_app and DATABASE_OWNER_URL for ${role.name}.`,
  );
}

function whyNot(role: ServingRole): string | undefined {
  if (role.is_superuser) return 'is a superuser';
  if (role.owns_tables) return 'owns the tables';
  if (role.owns_database) return 'owns the database';
  return role.bypasses ? 'has BYPASSRLS' : undefined;
}
