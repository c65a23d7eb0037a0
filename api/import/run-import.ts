/** One import from folder to report, apart from where it is applied and printed. */
import { randomUUID } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { ApplyImport } from './apply.ts';
import type { ImportArguments } from './arguments.ts';
import { readCsvFolder } from './csv/csv-folder.ts';
import { planImport } from './plan/plan-import.ts';
import { readPriceBooks } from './pricing2yaml/read-price-books.ts';
import type { ReportProgress } from './progress.ts';
import { reportLines } from './report.ts';
import type { Source } from './source.ts';
import { type Fault, faultLine, sortFaults } from './sourced-row.ts';
import type { StoredRecords } from './stored-records.ts';

/** What an import needs of the database. */
export interface ImportTarget {
  readonly stored: StoredRecords;
  readonly apply: ApplyImport;
}

export interface ImportOutcome {
  /** Nothing was written when there are any. */
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
  readonly report: readonly string[];
}

/** More warnings than these say nothing new; faults are all shown, for each has to be mended. */
const MAX_WARNINGS = 50;

/** @throws UnusableFolder when a folder cannot be used at all. */
export async function runImport(
  request: ImportArguments,
  target: ImportTarget,
  progress: ReportProgress,
): Promise<ImportOutcome> {
  const source = await readSource(request, progress);
  progress('Checking', 0, 1);
  const plan = await planImport(source, target.stored);
  const found = [...source.faults, ...plan.faults];
  if (found.length > 0) return refused(found, source.warnings);
  progress('Writing', 0, 1);
  const result = await target.apply(plan.writes, {
    dryRun: request.isDryRun,
    reason: `Import of ${basename(resolve(request.folder))} (${request.kind})`,
    // A new one each time: the same files may have to be written again after somebody changed what they say.
    idempotencyKey: randomUUID(),
    subject: request.subject,
  });
  const warnings = [...source.warnings, ...result.warnings];
  if (result.faults.length > 0) return refused(result.faults, warnings);
  const report = reportLines({ result, isDryRun: request.isDryRun, notTaken: source.notTaken });
  return { faults: [], warnings: warningLines(warnings), report };
}

function readSource(request: ImportArguments, progress: ReportProgress): Promise<Source> {
  if (request.kind === 'csv') return readCsvFolder(request.folder, progress);
  return readPriceBooks({ folder: request.folder, frame: request.frame }, progress);
}

/** One fault may be found once for each row that rests on the same cell. */
function refused(faults: readonly Fault[], warnings: readonly Fault[]): ImportOutcome {
  return { faults: [...new Set(sortFaults(faults).map(faultLine))], warnings: warningLines(warnings), report: [] };
}

function warningLines(warnings: readonly Fault[]): string[] {
  const lines = sortFaults(warnings).map(({ origin, message }) =>
    faultLine({ origin, message: `warning: ${message}` }),
  );
  const more = lines.length - MAX_WARNINGS;
  return more > 0 ? [...lines.slice(0, MAX_WARNINGS), `and ${more} more warnings`] : lines;
}
