/** Tables from the registry, for as long as the migrations are not in this branch. */
import { API_ROLE } from '../../api/database/roles.ts';
import { allEntities, type FieldDefinition } from '../../api/model/registry.ts';

const TYPES = {
  TEXT: 'text',
  INTEGER: 'integer',
  DECIMAL: 'numeric(21,6)',
  DATE: 'date',
  BOOLEAN: 'boolean',
  CHOICE: 'text',
  REFERENCE: 'uuid',
};
const column = (f: FieldDefinition): string =>
  `"${f.column}" ${TYPES[f.type]}${f.many ? '[]' : ''}${f.name === 'cell' ? ' GENERATED ALWAYS AS (kind) STORED' : f.required ? ' NOT NULL' : ''}`;

export function sketchSql(): string {
  const tables = allEntities().map((d) => {
    const market = d.fields.find((f) => f.name === 'market');
    const own = d.name === 'Market' ? 'id' : market ? 'market_id' : undefined;
    const policy =
      d.name === 'User'
        ? `current_setting('marketgrid.user') IN ('admin', subject)`
        : d.name === 'MarketGrant'
          ? `user_id IN (SELECT id FROM app_user)`
          : own
            ? `${market && !market.required ? 'market_id IS NULL OR ' : ''}${own} = ANY ((SELECT mg.granted_markets())::uuid[])`
            : 'true';
    return `CREATE TABLE "${d.table}" (id uuid PRIMARY KEY, revision integer NOT NULL, created_revision integer NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(), archived_at timestamptz,
      ${d.fields.map(column).join(', ')});
      ALTER TABLE "${d.table}" ENABLE ROW LEVEL SECURITY;
      CREATE POLICY p ON "${d.table}" USING (${policy}); GRANT SELECT ON "${d.table}" TO ${API_ROLE};
      ${d.fields
        .filter((f) => f.type === 'REFERENCE')
        .map((f) => `CREATE INDEX ON "${d.table}" ("${f.column}");`)
        .join('')}`;
  });
  return `CREATE SCHEMA mg; GRANT USAGE ON SCHEMA mg TO ${API_ROLE};
    CREATE FUNCTION mg.granted_markets() RETURNS uuid[] STABLE LANGUAGE sql AS $$ SELECT current_setting('marketgrid.markets')::uuid[] $$;
    ${tables.join('\n')}
    CREATE FUNCTION mg.identify(s text) RETURNS TABLE(user_id uuid, subject text, name text, roles text[], markets jsonb)
    LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      PERFORM set_config('marketgrid.user', s, true), set_config('marketgrid.markets', (SELECT coalesce(array_agg(g.market_id), '{}')::text FROM market_grant g JOIN app_user u ON u.id = g.user_id WHERE u.subject = s), true);
      RETURN QUERY SELECT u.id, u.subject, u.name, u.roles, '[]'::jsonb FROM app_user u WHERE u.subject = s; END $$;`;
}
