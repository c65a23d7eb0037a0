/**
 * A database whose rows the stores themselves have written. Runs as the owner, past row-level security: what the policies
 * show and refuse is tested with the policies.
 */
import pg from 'pg';
import { PgTransaction } from '../../api/database/pg-transaction.ts';
import { exactTypes } from '../../api/database/pg-types.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import '../../api/entities.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

export interface StoreDatabase {
  /** Commits when `work` resolves. */
  run<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Statements sent by the stores; empty it before counting. */
  readonly statements: string[];
  /** As users see it. */
  readonly test: TestDatabase;
  drop(): Promise<void>;
}

const IDENTITY = { userId: '', subject: 'owner', name: 'Owner', roles: [], markets: [] };

/** Drop it in `afterAll`. */
export async function storeDatabase(): Promise<StoreDatabase> {
  const test = await freshDatabase();
  const client = new pg.Client({ connectionString: test.ownerUrl, types: exactTypes });
  await client.connect();
  const statements: string[] = [];
  return {
    statements,
    test,
    async run(work) {
      await client.query('BEGIN');
      try {
        const opened = Promise.resolve({ identity: IDENTITY, pid: 0 });
        const tx = new PgTransaction(client, { opened, onQuery: (sql) => statements.push(sql) });
        await tx.isOpen();
        const result = await work(tx);
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK');
        throw error;
      }
    },
    async drop() {
      await client.end();
      await test.drop();
    },
  };
}
