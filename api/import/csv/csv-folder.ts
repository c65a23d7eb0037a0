/** A folder of CSV files, one for each entity: `segment_problems.csv` holds rows of SegmentProblem. */
import { quoted } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { fileNameOf, importableEntities } from '../entity-columns.ts';
import type { ReportProgress } from '../progress.ts';
import { type Source, SourceNotes } from '../source.ts';
import { CSV_LIMITS, type FolderEntry, listFolder, readUtf8, UnusableFolder, withinLimits } from '../source-folder.ts';
import type { Fault, SourcedRow } from '../sourced-row.ts';
import { readCsv } from './csv-file.ts';
import { type Rows, rowsOf } from './csv-rows.ts';

/** @throws UnusableFolder when there is no CSV file to be read. */
export async function readCsvFolder(folder: string, progress: ReportProgress): Promise<Source> {
  const notes = new SourceNotes();
  const listing = await listFolder(folder);
  const files = listing.entries.filter(isCsv);
  if (files.length === 0 && listing.faults.length === 0) {
    throw new UnusableFolder(`The folder ${folder} holds no CSV file.`);
  }
  notes.countNotTaken('other files', listing.entries.length - files.length);
  notes.addFaults(listing.faults);
  return notes.source(await readEntityFiles(files, notes, { progress }));
}

interface HowToRead {
  readonly progress: ReportProgress;
  /** Names of files that somebody else reads. */
  readonly others?: readonly string[];
}

/** The rows of all files together; what is unknown, too big or broken goes into the notes. */
export async function readEntityFiles(
  files: readonly FolderEntry[],
  notes: SourceNotes,
  { progress, others = [] }: HowToRead,
): Promise<SourcedRow[]> {
  const readable = withinLimits(files, CSV_LIMITS);
  for (const fault of readable.faults) {
    const file = files.find((f) => f.path === fault.origin.file);
    notes.addEntityFaults((file && entityOf(file)?.name) ?? '', [fault]);
  }
  const rows: (readonly SourcedRow[])[] = [];
  for (const [i, file] of readable.files.entries()) {
    progress(`Reading ${file.name}`, i, files.length);
    const definition = entityOf(file);
    if (!definition) {
      notes.addFaults([unknownFile(file, others)]);
      continue;
    }
    const read = await readEntityFile(file, definition);
    notes.addEntityFaults(definition.name, read.faults);
    rows.push(read.rows);
  }
  return rows.flat();
}

export const isCsv = (entry: FolderEntry): boolean => entry.kind === 'file' && /\.csv$/i.test(entry.name);

async function readEntityFile(file: FolderEntry, definition: EntityDefinition): Promise<Rows> {
  const text = await readUtf8(file.path);
  if (!text.ok) return { rows: [], faults: [text.fault] };
  return rowsOf(definition, file.path, readCsv(file.path, text.bytes));
}

/** File names are compared without case, as half of the file systems do. */
const entityOf = (file: FolderEntry): EntityDefinition | undefined =>
  importableEntities().find((d) => fileNameOf(d) === file.name.toLowerCase());

/** @param others files that are known beside those of entities. */
function unknownFile({ name, path }: FolderEntry, others: readonly string[]): Fault {
  const known = [...importableEntities().map(fileNameOf), ...others].sort().join(', ');
  return {
    origin: { file: path, line: 1 },
    message: `Nothing is kept in ${quoted(name)}; the known files are ${known}.`,
  };
}
