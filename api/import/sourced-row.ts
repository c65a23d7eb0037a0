/** What a source reader hands on: rows of raw text by field name, each with the place where it stands. */

/** `file` as the user would name it: the folder as given, then the path inside it. Lines count from 1. */
export interface SourceLine {
  readonly file: string;
  readonly line: number;
}

/** What stands wrong where; `message` is one sentence. */
export interface Fault {
  readonly origin: SourceLine;
  readonly message: string;
}

export interface SourcedRow {
  /** Class name: `SegmentProblem`. */
  readonly entity: string;
  /** Raw text by field name, `''` where the source leaves it blank; a field that the source does not have is absent. */
  readonly values: ReadonlyMap<string, string>;
  readonly origin: SourceLine;
  /** Lines of single fields, where a row spreads over several (YAML). */
  readonly lines?: ReadonlyMap<string, number>;
}

/** The place of one field of a row, for a fault about it. */
export function placeOf(row: SourcedRow, field: string): SourceLine {
  const line = row.lines?.get(field);
  return line === undefined ? row.origin : { file: row.origin.file, line };
}

/** By file, then line; faults of one line keep their order. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
  const byFile = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...faults].sort((a, b) => byFile(a.origin.file, b.origin.file) || a.origin.line - b.origin.line);
}

/** `prices.csv:12: Amount takes a number.`: the form that editors and terminals turn into a link. */
export const faultLine = ({ origin, message }: Fault): string => `${origin.file}:${origin.line}: ${message}`;
