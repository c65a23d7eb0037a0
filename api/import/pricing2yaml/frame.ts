/** The frame of a holding: which vendor's price pages are which suite and line, for which problem and segments. */
import { join } from 'node:path';
import { splitCodes } from '../../../schema/matrix/cell.ts';
import { problem as sentenceOf } from '../../../schema/errors/catalogue.ts';
import { quoted, quotedList } from '../../../schema/errors/quoted.ts';
import { type CsvFile, readCsv } from '../csv/csv-file.ts';
import { isCsv, readEntityFiles } from '../csv/csv-folder.ts';
import { silent } from '../progress.ts';
import type { SourceNotes } from '../source.ts';
import { CSV_LIMITS, type FolderEntry, listFolder, readUtf8, withinLimits } from '../source-folder.ts';
import type { Fault, SourcedRow, SourceLine } from '../sourced-row.ts';

const COLUMNS = ['vendor', 'suite', 'acquired_on', 'line', 'posture', 'problem', 'segments'] as const;
type Column = (typeof COLUMNS)[number];
const OPTIONAL: readonly Column[] = ['acquired_on', 'segments'];
const FILE = 'suites.csv';

export interface FrameRow {
  readonly vendor: string;
  readonly suite: string;
  /** Raw text, as all others; '' when blank. */
  readonly acquiredOn: string;
  readonly line: string;
  readonly posture: string;
  readonly problem: string;
  readonly segments: readonly string[];
  readonly origin: SourceLine;
}

export interface Frame {
  /** Markets, segments, problems: what the frame's other files hold. */
  readonly rows: readonly SourcedRow[];
  /** Undefined when suites.csv is missing or cannot be read. */
  readonly suites: readonly FrameRow[] | undefined;
}

/** @throws UnusableFolder when the folder cannot be read at all. */
export async function readFrame(folder: string, notes: SourceNotes): Promise<Frame> {
  const listing = await listFolder(folder);
  notes.addFaults(listing.faults);
  const files = listing.entries.filter(isCsv);
  const others = files.filter((file) => !isSuites(file));
  const rows = await readEntityFiles(others, notes, { progress: silent, others: [FILE] });
  const own = files.find(isSuites);
  if (!own) notes.addFault({ file: join(folder, FILE), line: 1 }, 'The frame needs this file, and it is not there.');
  return { rows, suites: own && (await readSuites(own, notes)) };
}

const isSuites = (file: FolderEntry): boolean => file.name.toLowerCase() === FILE;

async function readSuites(entry: FolderEntry, notes: SourceNotes): Promise<FrameRow[] | undefined> {
  const { path } = entry;
  const size = withinLimits([entry], CSV_LIMITS);
  notes.addFaults(size.faults);
  if (size.faults.length > 0) return undefined;
  const text = await readUtf8(path);
  if (!text.ok) return void notes.addFaults([text.fault]);
  const file = readCsv(path, text.bytes);
  const header = headerFaults(path, file);
  notes.addFaults([...file.faults, ...header]);
  if (header.length > 0) return undefined;
  const names = (file.header?.cells ?? []).map((cell) => cell.trim());
  const suites = file.records.map(({ cells, line }): FrameRow => {
    const cell = (column: Column): string => cells[names.indexOf(column)] ?? '';
    return {
      vendor: cell('vendor'),
      suite: cell('suite'),
      acquiredOn: cell('acquired_on'),
      line: cell('line'),
      posture: cell('posture'),
      problem: cell('problem'),
      segments: splitCodes(cell('segments')),
      origin: { file: path, line },
    };
  });
  notes.addFaults([...suites.flatMap(blanksIn), ...duplicateVendors(suites)]);
  return suites;
}

function headerFaults(path: string, { header, faults }: CsvFile): Fault[] {
  const origin = { file: path, line: header?.line ?? 1 };
  if (!header) return faults.length > 0 ? [] : [{ origin, message: 'The file has no header.' }];
  const names = header.cells.map((cell) => cell.trim());
  const unknown = names.filter((name) => !COLUMNS.some((c) => c === name));
  const twice = names.filter((name, i) => names.indexOf(name) < i);
  const missing = COLUMNS.filter((c) => !names.includes(c) && !OPTIONAL.includes(c));
  return [
    ...unknown.map((name) => `There is no column ${quoted(name)}; the columns are ${quotedList(COLUMNS)}.`),
    ...twice.map((name) => `The column ${quoted(name)} is given twice.`),
    ...missing.map((name) => `The column ${quoted(name)} is missing.`),
  ].map((message) => ({ origin, message }));
}

function blanksIn({ origin, vendor, suite, line, posture, problem }: FrameRow): Fault[] {
  return Object.entries({ vendor, suite, line, posture, problem })
    .filter(([, text]) => text.trim() === '')
    .map(([field]) => ({ origin, message: sentenceOf('REQUIRED', { field }).message }));
}

function duplicateVendors(suites: readonly FrameRow[]): Fault[] {
  const first = new Map<string, number>();
  return suites.flatMap(({ vendor, origin }) => {
    const line = first.get(vendor);
    if (line === undefined) first.set(vendor, origin.line);
    return line === undefined
      ? []
      : [{ origin, message: `The vendor ${quoted(vendor)} stands already in line ${line}; keep one of the two.` }];
  });
}
