/** A folder of CSV files, one for each entity: `segment_problems.csv` holds rows of SegmentProblem. */
import { quoted } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { fileNameOf, importableEntities } from '../entity-columns.ts';
import type { ReportProgress } from '../progress.ts';
import { type Source, SourceNotes } from '../source.ts';
import { checkSizes, CSV_LIMITS, type FolderEntry, listFolder, readUtf8, UnusableFolder } from '../source-folder.ts';
import type { Fault } from '../sourced-row.ts';
import { readCsv } from './csv-file.ts';
import { type Rows, rowsOf } from './csv-rows.ts';

/** @throws UnusableFolder when there is no CSV file to be read. */
export async function readCsvFolder(folder: string, progress: ReportProgress): Promise<Source> {
  const notes = new SourceNotes();
  const listing = await listFolder(folder);
  const files = listing.entries.filter(isCsv);
  if (files.length === 0 && listing.faults.length === 0)
    throw new UnusableFolder(`The folder ${folder} holds no CSV file.`);
  notes.countNotTaken('other files', listing.entries.length - files.length);
  notes.addFaults([
    ...listing.faults,
    ...files.filter((file) => !entityOf(file)).map((file) => unknownFile(file)),
    ...checkSizes(files, CSV_LIMITS),
  ]);
  // What is too big is not even read.
  if (notes.hasFaults) return notes.source([]);
  const read: Rows[] = [];
  for (const [i, file] of files.entries()) {
    progress(`Reading ${file.name}`, i, files.length);
    read.push(await readEntityFile(file, entityOf(file)));
  }
  for (const { faults } of read) notes.addFaults(faults);
  return notes.source(read.flatMap((r) => r.rows));
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

/** @param others files that are known beside those of entities. */
export function unknownFile({ name, path }: FolderEntry, others: readonly string[] = []): Fault {
  const known = [...importableEntities().map(fileNameOf), ...others].sort().join(', ');
  return {
    origin: { file: path, line: 1 },
    message: `Nothing is kept in ${quoted(name)}; the known files are ${known}.`,
  };
}
