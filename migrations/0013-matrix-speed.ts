/** What pulls and deltas find their rows by, and policies whose cost follows what is read. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { hasRole, ownedByRules } from './parts.ts';

const INDEXES = `
  -- Which prices of an offering are in force on a day, and which have ended. Takes the place of (market_id, valid_to).
  CREATE INDEX price_in_force ON price (offering_id, price_list_id, valid_to, valid_from) WHERE archived_at IS NULL;
  DROP INDEX price_market_id_valid_to_idx;
  -- In which currencies an offering has prices, and since when.
  CREATE INDEX price_currency_of_offering ON price (offering_id, cell, created_revision) WHERE archived_at IS NULL;
  CREATE INDEX price_currency_gone ON price (offering_id, cell) WHERE archived_at IS NOT NULL;
  -- What labels rows and seldom changes: a delta finds what is newer than its sheet.
  CREATE INDEX ON line_up (revision);
  CREATE INDEX ON offering (revision);
  CREATE INDEX ON offering_segment (revision);
  CREATE INDEX ON problem (revision)`;

/**
 * Whether something of a granted market reaches the row with this id: what the sets of migration 10 say, asked for one row.
 * The sets held every line and product of the portfolio, whatever was read: four fifths of a pull of 1,000 cells from a
 * million. PL/pgSQL keeps its plans for the session; the cost, that of an index probe or two, keeps the planner from asking
 * for rows that it does not need. The sets stay, unused, until a version that needs no way back.
 */
const reaches = (what: string, ...ways: readonly string[]): string => `
  CREATE FUNCTION mg.reaches_${what}(${what} uuid) RETURNS boolean
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp COST 400 AS $$
  DECLARE
    granted uuid[] := mg.granted_markets();
  BEGIN
    ${ways.map((way) => `IF EXISTS (${way}) THEN RETURN true; END IF;`).join('\n    ')}
    RETURN false;
  END $$;
  ${ownedByRules(`mg.reaches_${what}(uuid)`)}`;

const PRODUCT_ROADMAP = 'SELECT FROM public.roadmap_item i WHERE i.market_id = ANY (granted) AND i.product_id';
const PRODUCT_OFFERING = 'SELECT FROM public.offering o WHERE o.market_id = ANY (granted) AND o.product_id';
const LINK = 'SELECT FROM public.requirement_link k WHERE k.market_id = ANY (granted) AND k.product_requirement_id';
const ITEM_LINK = 'SELECT FROM public.item_requirement k WHERE k.market_id = ANY (granted) AND k.requirement_id';

const FUNCTIONS = [
  reaches(
    'requirement',
    `${LINK} = requirement`,
    `${ITEM_LINK} = requirement`,
    `SELECT FROM public.product_requirement r WHERE r.id = requirement
      AND (EXISTS (${PRODUCT_OFFERING} = r.product_id) OR EXISTS (${PRODUCT_ROADMAP} = r.product_id))`,
  ),
  reaches(
    'product',
    `${PRODUCT_OFFERING} = product`,
    `${PRODUCT_ROADMAP} = product`,
    `SELECT FROM public.product_requirement r WHERE r.product_id = product
      AND (EXISTS (${LINK} = r.id) OR EXISTS (${ITEM_LINK} = r.id))`,
  ),
  reaches(
    'line',
    'SELECT FROM public.offering o WHERE o.line_id = line AND o.market_id = ANY (granted)',
    'SELECT FROM public.line_up u WHERE u.line_id = line AND u.market_id = ANY (granted)',
    'SELECT FROM public.allocation a WHERE a.line_id = line AND a.market_id = ANY (granted)',
    'SELECT FROM public.product p WHERE p.line_id = line AND mg.reaches_product(p.id)',
  ),
  reaches('suite', 'SELECT FROM public.product_line l WHERE l.suite_id = suite AND mg.reaches_line(l.id)'),
];

const TABLES = [
  { table: 'product_suite', set: 'mg.reached_suites()', one: 'mg.reaches_suite(id)' },
  { table: 'product_line', set: 'mg.reached_lines()', one: 'mg.reaches_line(id)' },
  { table: 'product', set: 'mg.reached_products()', one: 'mg.reaches_product(id)' },
  { table: 'product_requirement', set: 'mg.reached_requirements()', one: 'mg.reaches_requirement(id)' },
];

const policies = (reached: (t: (typeof TABLES)[number]) => string): string =>
  TABLES.flatMap((t) =>
    ['read', 'update'].map(
      (policy) =>
        `ALTER POLICY ${t.table}_${policy} ON ${t.table} USING (${hasRole('PRODUCT', 'ADMIN')} OR ${reached(t)})`,
    ),
  ).join('; ');

export class MatrixSpeed1795219200013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
    for (const sql of FUNCTIONS) await runner.query(sql);
    await runner.query(policies(({ one }) => one));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(policies(({ set }) => `id IN (SELECT ${set})`));
    await runner.query(
      'DROP FUNCTION mg.reaches_suite(uuid), mg.reaches_line(uuid), mg.reaches_product(uuid), mg.reaches_requirement(uuid)',
    );
    await runner.query(`DROP INDEX price_in_force, price_currency_of_offering, price_currency_gone, line_up_revision_idx,
      offering_revision_idx, offering_segment_revision_idx, problem_revision_idx`);
    await runner.query('CREATE INDEX ON price (market_id, valid_to)');
  }
}
