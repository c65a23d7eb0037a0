import type { Transaction } from '../../api/database/transaction.ts';
import type { StoreDatabase } from './store-database.ts';

class Undo extends Error {}

/** Runs in a transaction that is rolled back, so that every case begins in the same world. */
export async function trying<T>(db: StoreDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await db
    .run(async (tx) => {
      results.push(await work(tx));
      throw new Undo();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undo)) throw error;
    });
  return results[0] as T; // there is one, or the error was rethrown
}
