/**
 * Who may see what belongs to no market: suites, lines, products and product requirements where something of theirs
 * reaches a granted market; PRODUCT and ADMIN all of them.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { GRANTED, hasRole, ownedByRules, secure } from './parts.ts';

/** Products that a granted market reaches by its roadmap or its requirements: few, so found as one set. */
const WANTED = `
  SELECT i.product_id FROM public.roadmap_item i WHERE i.market_id = ${GRANTED}
  UNION ALL SELECT r.product_id FROM public.requirement_link k
    JOIN public.product_requirement r ON r.id = k.product_requirement_id WHERE k.market_id = ${GRANTED}
  UNION ALL SELECT r.product_id FROM public.item_requirement k
    JOIN public.product_requirement r ON r.id = k.requirement_id WHERE k.market_id = ${GRANTED}`;

/** Offerings, line-ups and allocations are many: each line `l` probes indexes that end in market_id. */
const LINE_IS_REACHED = `
  EXISTS (SELECT FROM public.offering o WHERE o.line_id = l.id AND o.market_id = ${GRANTED})
    OR EXISTS (SELECT FROM public.line_up u WHERE u.line_id = l.id AND u.market_id = ${GRANTED})
    OR EXISTS (SELECT FROM public.allocation a WHERE a.line_id = l.id AND a.market_id = ${GRANTED})
    OR l.id IN (SELECT p.line_id FROM public.product p WHERE p.id IN (${WANTED}))`;

/**
 * Functions past the policies, not sub-queries in them: the tables reach each other in circles, which PostgreSQL refuses
 * in policies (42P17). What a visible row must refer to (a requirement's product, its line, its suite) is visible too.
 */
const reached = (name: string, select: string): string => `
  CREATE FUNCTION mg.${name}() RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$ ${select} $$;
  ${ownedByRules(`mg.${name}()`)}`;

const REACHED = [
  reached('reached_suites', `SELECT DISTINCT l.suite_id FROM public.product_line l WHERE ${LINE_IS_REACHED}`),
  reached('reached_lines', `SELECT l.id FROM public.product_line l WHERE ${LINE_IS_REACHED}`),
  reached(
    'reached_products',
    `SELECT p.id FROM public.product p
     WHERE EXISTS (SELECT FROM public.offering o WHERE o.product_id = p.id AND o.market_id = ${GRANTED})
       OR p.id IN (${WANTED})`,
  ),
  reached(
    'reached_requirements',
    `SELECT r.id FROM public.product_requirement r
     WHERE EXISTS (SELECT FROM public.offering o WHERE o.product_id = r.product_id AND o.market_id = ${GRANTED})
       OR r.product_id IN (SELECT i.product_id FROM public.roadmap_item i WHERE i.market_id = ${GRANTED})
       OR r.id IN (SELECT k.product_requirement_id FROM public.requirement_link k WHERE k.market_id = ${GRANTED})
       OR r.id IN (SELECT k.requirement_id FROM public.item_requirement k WHERE k.market_id = ${GRANTED})`,
  ),
];

const TABLES = {
  product_suite: 'mg.reached_suites()',
  product_line: 'mg.reached_lines()',
  product: 'mg.reached_products()',
  product_requirement: 'mg.reached_requirements()',
};

export class Reach1795219200010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const sql of REACHED) await runner.query(sql);
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
