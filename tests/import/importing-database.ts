/** A database with an administrator and nothing else, and the import as the command runs it. */
import 'reflect-metadata';
import '../../api/entities.ts';
import { importInto } from '../../api/import/apply-import.ts';
import type { ImportArguments } from '../../api/import/arguments.ts';
import { silent } from '../../api/import/progress.ts';
import { type ImportOutcome, runImport } from '../../api/import/run-import.ts';
import { storedRecordsOf } from '../../api/import/stored-records.queries.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

/** Drop it in `afterAll`. */
export async function importingDatabase(): Promise<TestDatabase> {
  const db = await freshDatabase();
  await db.owner(
    `INSERT INTO app_user (id, revision, created_revision, subject, name, roles)
     VALUES (gen_random_uuid(), 0, 0, 'admin', 'Administrator', '{ADMIN}')`,
  );
  return db;
}

export function importAs(db: TestDatabase, request: ImportArguments): Promise<ImportOutcome> {
  const target = { stored: storedRecordsOf(db.database, request.subject), apply: importInto(db.database) };
  return runImport(request, target, silent);
}
