/** `npm run import`: reads the arguments, opens the database that `npm start` uses, and prints what came of it. */
import 'reflect-metadata';
import './entities.ts';
import { importInto } from './import/apply-import.ts';
import { readConfig } from './config.ts';
import { NotSignedIn } from './database/database-errors.ts';
import { openDatabase } from './database/open-database.ts';
import { reasonOf, StartupFault } from './startup-fault.ts';
import type { Database } from './database/transaction.ts';
import { loadDemo } from './demo/load-demo.ts';
import { type ImportArguments, readArguments, USAGE } from './import/arguments.ts';
import { progressOn } from './import/progress.ts';
import { type ImportOutcome, runImport } from './import/run-import.ts';
import { UnusableFolder } from './import/source-folder.ts';
import { storedRecordsOf } from './import/stored-records.queries.ts';

/** The demo's administrator, there in an embedded database only. */
const DEMO_ADMIN = 'admin';

async function main(): Promise<number> {
  const request = readArguments(process.argv.slice(2), DEMO_ADMIN);
  if (request === 'help') {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if ('wrong' in request) {
    process.stderr.write(`${request.wrong}\n\n${USAGE}\n`);
    return 1;
  }
  const { faults, warnings, report } = await openAndImport(request);
  for (const line of [...warnings, ...faults]) process.stderr.write(`${line}\n`);
  if (faults.length > 0) {
    process.stderr.write(`\n${faults.length === 1 ? '1 fault' : `${faults.length} faults`}; nothing was written.\n`);
    return 1;
  }
  process.stdout.write(`${report.join('\n')}\n`);
  return 0;
}

async function openAndImport(request: ImportArguments): Promise<ImportOutcome> {
  const progress = progressOn(process.stderr);
  const opened = await openDatabase(readConfig(), {
    progress: (step) => progress.report(step, 0, 1),
    fillEmpty: loadDemo,
  });
  try {
    await checkAdministrator(opened.database, request.subject);
    const target = {
      stored: storedRecordsOf(opened.database, request.subject),
      apply: importInto(opened.database),
    };
    return await runImport(request, target, progress.report);
  } finally {
    progress.end();
    await opened.close();
  }
}

/** Before anything is read: whoever may not import should not wait for the files to be checked. */
async function checkAdministrator(database: Database, subject: string): Promise<void> {
  const roles = await database.read(subject, (tx) => Promise.resolve(tx.identity.roles));
  if (!roles.includes('ADMIN')) throw new StartupFault(`Only an administrator may import, and ${subject} is none.`);
}

/** One sentence for what the user can put right; anything else is a fault of ours. */
function explain(error: unknown): number {
  const isExpected = error instanceof UnusableFolder || error instanceof StartupFault;
  const sentence =
    error instanceof NotSignedIn ? 'There is no such user; name an administrator with --as.' : reasonOf(error);
  process.stderr.write(
    `${isExpected || error instanceof NotSignedIn ? sentence : `This is a fault of ours: ${sentence}`}\n`,
  );
  return 1;
}

process.exitCode = await main().catch(explain);
