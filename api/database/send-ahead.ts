import { setImmediate } from 'node:timers/promises';
import { FEW_ROWS } from './planning.ts';

/** Lets a statement over many rows leave, so that PostgreSQL works while Node writes out the next one. */
export async function sendAhead(rows: number): Promise<void> {
  if (rows > FEW_ROWS) await setImmediate();
}
