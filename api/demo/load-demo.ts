/** Fills an empty embedded database: the demo's users, and the Ledgerwell portfolio through the ordinary CSV import. */
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { DEMO_USERS, type DemoUser } from '../access/demo-users.ts';
import { importInto } from '../import/apply-import.ts';
import type { Database } from '../database/transaction.ts';
import { runImport } from '../import/run-import.ts';
import { storedRecordsOf } from '../import/stored-records.queries.ts';

const IMPORTER = 'admin';

/** The CSV files stand beside the sources; the compiled code two folders further down. */
function portfolioFolder(): string {
  const here = fileURLToPath(new URL('.', import.meta.url));
  return here.replace(/([/\\])dist([/\\])api([/\\])demo/, '$1api$3demo').concat('ledgerwell');
}

/**
 * Users come first, for the import runs as the demo's ADMIN; their grants come last, for they name markets. Each step may
 * be done again, so that a load that was killed is completed by the next start.
 * @throws Error when the files do not import: our own mistake, which a test finds first.
 */
export async function loadDemo(o: { readonly database: Database; readonly owner: pg.ClientBase }): Promise<void> {
  await admitAll(o.owner, []);
  const target = { stored: storedRecordsOf(o.database, IMPORTER), apply: importInto(o.database) };
  const request = { kind: 'csv', folder: portfolioFolder(), isDryRun: false, subject: IMPORTER } as const;
  const { faults } = await runImport(request, target, () => undefined);
  if (faults.length > 0) throw new Error(`the demo does not import: ${faults.slice(0, 10).join('\n')}`);
  const { rows } = await o.owner.query<{ codes: string[] }>('SELECT market_codes AS codes FROM mg.identify($1)', [
    IMPORTER,
  ]);
  await admitAll(o.owner, rows[0]?.codes ?? []);
}

async function admitAll(owner: pg.ClientBase, all: readonly string[]): Promise<void> {
  for (const user of DEMO_USERS)
    await admit(
      owner,
      user,
      (user.markets ?? all).filter((m) => all.includes(m)),
    );
}

async function admit(
  owner: pg.ClientBase,
  { subject, name, roles }: DemoUser,
  markets: readonly string[],
): Promise<void> {
  await owner.query('SELECT mg.admit($1, $2, $3, $4)', [subject, name, roles, markets]);
}
