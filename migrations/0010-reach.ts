/**
 * Who may see what belongs to no market: suites, lines, products and product requirements where something of theirs
 * reaches a granted market; PRODUCT and ADMIN all of them.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, ownedByRules, secure } from './parts.ts';

/**
 * Functions past the policies, not sub-queries in them: the tables reach each other in circles, which PostgreSQL refuses
 * in policies (42P17). Each walks the few rows of its own table and probes an index that ends in market_id.
 */
const REACHED = `
  CREATE FUNCTION mg.reached_requirements() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT r.id FROM public.product_requirement r
    WHERE EXISTS (SELECT FROM public.offering o WHERE o.product_id = r.product_id AND o.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.roadmap_item i WHERE i.product_id = r.product_id AND i.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.requirement_link l WHERE l.product_requirement_id = r.id AND l.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.item_requirement i WHERE i.requirement_id = r.id AND i.market_id = ${GRANTED})
  $$;
  ${ownedByRules('mg.reached_requirements()')}

  CREATE FUNCTION mg.reached_products() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT p.id FROM public.product p
    WHERE EXISTS (SELECT FROM public.offering o WHERE o.product_id = p.id AND o.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.roadmap_item i WHERE i.product_id = p.id AND i.market_id = ${GRANTED})
    UNION
    -- What a visible requirement or item points to must be visible itself.
    SELECT r.product_id FROM public.product_requirement r WHERE r.id IN (SELECT mg.reached_requirements())
  $$;
  ${ownedByRules('mg.reached_products()')}

  CREATE FUNCTION mg.reached_lines() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT l.id FROM public.product_line l
    WHERE EXISTS (SELECT FROM public.offering o WHERE o.line_id = l.id AND o.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.line_up u WHERE u.line_id = l.id AND u.market_id = ${GRANTED})
      OR EXISTS (SELECT FROM public.allocation a WHERE a.line_id = l.id AND a.market_id = ${GRANTED})
    UNION
    SELECT p.line_id FROM public.product p WHERE p.id IN (SELECT mg.reached_products())
  $$;
  ${ownedByRules('mg.reached_lines()')}

  CREATE FUNCTION mg.reached_suites() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    SELECT DISTINCT l.suite_id FROM public.product_line l WHERE l.id IN (SELECT mg.reached_lines())
  $$;
  ${ownedByRules('mg.reached_suites()')}`;

const TABLES = {
  product_suite: 'mg.reached_suites()',
  product_line: 'mg.reached_lines()',
  product: 'mg.reached_products()',
  product_requirement: 'mg.reached_requirements()',
};

export class Reach1795219200010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(REACHED);
    const all = hasRole('PRODUCT', 'ADMIN');
    for (const [table, reached] of Object.entries(TABLES)) {
      await runner.query(secure(table, { read: `${all} OR id IN (SELECT ${reached})`, write: all }));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(TABLES)) {
      await runner.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY`);
      for (const policy of ['read', 'insert', 'update'])
        await runner.query(`DROP POLICY ${table}_${policy} ON ${table}`);
    }
    for (const reached of Object.values(TABLES)) await runner.query(`DROP FUNCTION ${reached}`);
  }
}
