/**
 * The bench's portfolio in a tenth of its time: without the checks that its own test makes, and with the indexes of the two
 * largest tables built at the end, from their own definitions. It does not prove that the data is valid.
 */
import type pg from 'pg';
import { fillPortfolio } from '../../bench/portfolio/fill-portfolio.ts';
import { PORTFOLIO_REVISION, type PortfolioSize } from '../../bench/portfolio/size.ts';

export async function fillQuickly(owner: pg.Client, size: PortfolioSize): Promise<void> {
  const { rows: indexes } = await owner.query<{ name: string; definition: string }>(
    `SELECT c.relname AS name, pg_get_indexdef(i.indexrelid) AS definition FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE i.indrelid IN ('price'::regclass, 'allocation'::regclass)
       AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)`,
  );
  // No foreign key is checked, no trigger runs.
  await owner.query(`SET session_replication_role = replica; SET maintenance_work_mem = '256MB'`);
  await owner.query('ALTER TABLE price DROP CONSTRAINT price_is_the_only_one_in_force');
  for (const { name } of indexes) await owner.query(`DROP INDEX ${name}`);
  await fillPortfolio(owner, size);
  for (const { definition } of indexes) await owner.query(definition);
  await owner.query(
    `INSERT INTO change_set (revision, author_id, author_name, kind, state, applied_at)
     SELECT revision + 1, author_id, author_name, kind, state, applied_at FROM change_set WHERE revision = ${PORTFOLIO_REVISION}`,
  );
  await owner.query(`UPDATE revision SET number = ${PORTFOLIO_REVISION + 1}`);
}
