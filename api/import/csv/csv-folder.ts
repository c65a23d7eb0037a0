/** A folder of CSV files, one for each entity: `segment_problems.csv` holds rows of SegmentProblem. */
import { quoted } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { fileNameOf, importableEntities } from '../entity-columns.ts';
import type { ReportProgress } from '../progress.ts';
import { checkSizes, CSV_LIMITS, type FolderEntry, listFolder, readUtf8, UnusableFolder } from '../source-folder.ts';
import type { Fault } from '../sourced-row.ts';
import { readCsv } from './csv-file.ts';
import { type Rows, rowsOf } from './csv-rows.ts';

/** @throws UnusableFolder when there is no CSV file to be read. */
export async function readCsvFolder(folder: string, progress: ReportProgress): Promise<Rows> {
  const listing = await listFolder(folder);
  const files = listing.entries.filter(isCsv);
  if (files.length === 0 && listing.faults.length === 0)
    throw new UnusableFolder(`The folder ${folder} holds no CSV file.`);
  const faults = [...listing.faults, ...unknownFiles(files), ...checkSizes(files, CSV_LIMITS)];
  // What is too big is not even read.
  if (faults.length > 0) return { rows: [], faults };
  const read: Rows[] = [];
  for (const [i, file] of files.entries()) {
    progress(`Reading ${file.name}`, i, files.length);
    read.push(await readEntityFile(file, entityOf(file)));
  }
  return { rows: read.flatMap((r) => r.rows), faults: read.flatMap((r) => r.faults) };
}

export const isCsv = (entry: FolderEntry): boolean => entry.kind === 'file' && /\.csv$/i.test(entry.name);

/** One file whose name and size have been checked. */
export async function readEntityFile(file: FolderEntry, definition: EntityDefinition | undefined): Promise<Rows> {
  const text = await readUtf8(file.path);
  if (!text.ok) return { rows: [], faults: [text.fault] };
  return definition ? rowsOf(definition, file.path, readCsv(file.path, text.bytes)) : { rows: [], faults: [] };
}

/** File names are compared without case, as half of the file systems do. */
export const entityOf = (file: FolderEntry): EntityDefinition | undefined =>
  importableEntities().find((d) => fileNameOf(d) === file.name.toLowerCase());

function unknownFiles(files: readonly FolderEntry[]): Fault[] {
  const known = importableEntities().map(fileNameOf).sort().join(', ');
  return files
    .filter((file) => !entityOf(file))
    .map(({ name, path }) => ({
      origin: { file: path, line: 1 },
      message: `No entity is kept in ${quoted(name)}; the known files are ${known}.`,
    }));
}
