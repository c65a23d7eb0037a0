/**
 * One CSV file into records with the line on which each begins. RFC 4180 with what spreadsheets really write: a byte order
 * mark, CRLF, LF or CR, blank lines, rows of nothing but commas.
 */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Fault } from '../sourced-row.ts';

export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  readonly header: CsvRecord | null;
  readonly records: readonly CsvRecord[];
  readonly faults: readonly Fault[];
}

/** More rows than this in one file are refused: each becomes several planned writes, which are held in memory. */
export const MAX_ROWS = 250_000;
/** An unclosed quote would otherwise swallow the rest of the file. Far above the longest text that a cell may hold. */
const MAX_RECORD_CHARACTERS = 262_144;

/** @param bytes known to be UTF-8. */
export function readCsv(path: string, bytes: Buffer): CsvFile {
  const place = new LineFinder(bytes);
  const records: CsvRecord[] = [];
  const faults: Fault[] = [];
  const fault = (line: number, message: string): void => void faults.push({ origin: { file: path, line }, message });
  try {
    parse(bytes, {
      bom: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      max_record_size: MAX_RECORD_CHARACTERS,
      // One more than allowed, and the header, are enough to know that there are too many.
      to: MAX_ROWS + 2,
      on_record: (cells: string[], { bytes: end }: { bytes: number }) => {
        const line = place.next(end);
        if (cells.some((cell) => cell.trim() !== '')) records.push({ line, cells });
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    fault(place.current(), csvSentence(error));
  }
  if (records.length > MAX_ROWS + 1)
    fault(1, `The file has more than ${MAX_ROWS} rows, the most that one file may have.`);
  const [header, ...rows] = records;
  for (const row of rows) {
    const width = header?.cells.length ?? 0;
    if (row.cells.length !== width)
      fault(row.line, `This row has ${cellCount(row.cells.length)}, and the header has ${width}.`);
  }
  return { header: header ?? null, records: rows.filter((r) => r.cells.length === header?.cells.length), faults };
}

const cellCount = (n: number): string => (n === 1 ? '1 cell' : `${n} cells`);

function csvSentence(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A quotation mark opens in this row and is never closed.';
    case 'CSV_MAX_RECORD_SIZE':
      return `This row has more than ${MAX_RECORD_CHARACTERS} characters; a quotation mark in it may not be closed.`;
    case 'INVALID_OPENING_QUOTE':
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'A quotation mark stands inside a cell of this row; put the whole cell in quotation marks and write each one inside it twice.';
    default:
      return `This row cannot be read as CSV (${error.code}).`;
  }
}

/**
 * Turns the byte at which each record ends into the line on which it began. csv-parse counts lines too, but takes a CRLF
 * inside quotes for two when several record delimiters are allowed, and reports where a record ends.
 */
class LineFinder {
  readonly #bytes: Buffer;
  #at = 0;
  #line = 1;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** The line on which the record begins that ends at byte `end`; each call takes up where the last one ended. */
  next(end: number): number {
    const line = this.#line;
    for (; this.#at < end; this.#at++) {
      const byte = this.#bytes[this.#at];
      // A CRLF is counted at its LF.
      if (byte === LF || (byte === CR && this.#bytes[this.#at + 1] !== LF)) this.#line++;
    }
    return line;
  }

  /** The line on which the record begins that has not ended yet. */
  current(): number {
    return this.#line;
  }
}

const LF = 10;
const CR = 13;
