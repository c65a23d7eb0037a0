/** The frame of a holding: which vendor's price pages are which suite and line, for which problem and segments. */
import { splitCodes } from '../../../schema/matrix/cell.ts';
import { problem as sentenceOf } from '../../../schema/errors/catalogue.ts';
import { quoted, quotedList } from '../../../schema/errors/quoted.ts';
import { type CsvFile, readCsv } from '../csv/csv-file.ts';
import { entityOf, isCsv, readEntityFile, unknownFile } from '../csv/csv-folder.ts';
import type { Rows } from '../csv/csv-rows.ts';
import { checkSizes, CSV_LIMITS, type FolderEntry, listFolder, readUtf8 } from '../source-folder.ts';
import type { Fault, SourceLine } from '../sourced-row.ts';

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

export interface Frame extends Rows {
  readonly suites: readonly FrameRow[];
}

/** @throws UnusableFolder when the folder cannot be read at all. */
export async function readFrame(folder: string): Promise<Frame> {
  const listing = await listFolder(folder);
  const files = listing.entries.filter(isCsv);
  const suites = files.find(isSuites);
  const entities = files.filter((file) => !isSuites(file));
  const faults = [...listing.faults, ...checkSizes(files, CSV_LIMITS)];
  faults.push(...entities.filter((f) => !entityOf(f)).map((f) => unknownFile(f, [FILE])));
  if (!suites) faults.push({ origin: { file: folder, line: 1 }, message: `The frame has no ${FILE}.` });
  if (!suites || faults.length > 0) return { rows: [], suites: [], faults };
  const read = [];
  for (const file of entities) read.push(await readEntityFile(file, entityOf(file)));
  const own = await readSuites(suites);
  return {
    rows: read.flatMap((r) => r.rows),
    suites: own.suites,
    faults: [...read.flatMap((r) => r.faults), ...own.faults],
  };
}

const isSuites = (file: FolderEntry): boolean => file.name.toLowerCase() === FILE;

async function readSuites({ path }: FolderEntry): Promise<{ suites: FrameRow[]; faults: Fault[] }> {
  const text = await readUtf8(path);
  if (!text.ok) return { suites: [], faults: [text.fault] };
  const file = readCsv(path, text.bytes);
  const header = headerFaults(path, file);
  if (header.length > 0) return { suites: [], faults: [...file.faults, ...header] };
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
  return { suites, faults: [...file.faults, ...suites.flatMap(blanksIn), ...duplicateVendors(suites)] };
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
