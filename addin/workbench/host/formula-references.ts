import { columnIndex, columnName, MAX_COLUMNS, MAX_ROWS, quoteSheet, type Area } from './a1.ts';

/** The references of a formula, rewritten when cells move. Whole rows and columns (`A:A`) are left as they are. */
export interface Corner {
  readonly row: number;
  readonly column: number;
  readonly isRowFixed: boolean;
  readonly isColumnFixed: boolean;
}

export interface Reference {
  /** With its `!`, as written, or empty. */
  readonly prefix: string;
  readonly first: Corner;
  readonly last: Corner | null;
}

// Texts in quotes and columns in brackets (`Sales[Q1]`) are matched first: nothing within them is a reference.
const REFERENCE =
  /"(?:[^"]|"")*"|\[(?:[^[\]]|\[[^\]]*\])*\]|((?:'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?(\$?)([A-Z]{1,3})(\$?)(\d{1,7})(?::(\$?)([A-Z]{1,3})(\$?)(\d{1,7}))?(?![\w(!])/gi;

/** Each reference of a formula as `change` writes it. */
export function rewrite(formula: string, change: (reference: Reference) => string): string {
  return formula.replace(REFERENCE, (text: string, ...groups: (string | number | undefined)[]) => {
    const before = formula[(groups.at(-2) as number) - 1] ?? '';
    if (/^["[]/.test(text) || /[\w.$]/.test(before)) return text;
    const [prefix, cf, column, rf, row, cf2, column2, rf2, row2] = groups as (string | undefined)[];
    const first = corner(column, row, { isColumnFixed: cf === '$', isRowFixed: rf === '$' });
    const last = column2 ? corner(column2, row2, { isColumnFixed: cf2 === '$', isRowFixed: rf2 === '$' }) : null;
    return change({ prefix: prefix ?? '', first, last });
  });
}

const corner = (
  column: string | undefined,
  row: string | undefined,
  fixed: Pick<Corner, 'isRowFixed' | 'isColumnFixed'>,
): Corner => ({ ...fixed, column: columnIndex(column ?? ''), row: Number(row) - 1 });

const cornerText = ({ row, column, isRowFixed, isColumnFixed }: Corner): string =>
  `${isColumnFixed ? '$' : ''}${columnName(column)}${isRowFixed ? '$' : ''}${row + 1}`;

const text = ({ prefix, first, last }: Reference): string =>
  prefix + cornerText(first) + (last ? `:${cornerText(last)}` : '');

/** As when a formula is copied: relative rows and columns move with it. A sort moves formulas so. */
export function translate(formula: string, by: { readonly rows: number; readonly columns: number }): string {
  const moved = (c: Corner): Corner => ({
    ...c,
    row: c.isRowFixed ? c.row : c.row + by.rows,
    column: c.isColumnFixed ? c.column : c.column + by.columns,
  });
  const isOnSheet = ({ row, column }: Corner): boolean =>
    row >= 0 && row < MAX_ROWS && column >= 0 && column < MAX_COLUMNS;
  return rewrite(formula, ({ prefix, first, last }) => {
    const after = { prefix, first: moved(first), last: last && moved(last) };
    return [after.first, after.last ?? after.first].every(isOnSheet) ? text(after) : '#REF!';
  });
}

/** As when cells were inserted or deleted: references follow what they refer to. */
export function followMove(
  formula: string,
  { concerns, move }: { concerns: (sheet: string | null) => boolean; move: (area: Area) => Area | null },
): string {
  return rewrite(formula, (reference) => {
    const { prefix, first, last } = reference;
    if (!concerns(sheetOf(reference))) return text(reference);
    const end = last ?? first;
    const after = move(areaOf(reference));
    if (!after) return '#REF!';
    const from = { ...first, row: after.row, column: after.column };
    const to = { ...end, row: after.row + after.rows - 1, column: after.column + after.columns - 1 };
    return text({ prefix, first: from, last: last && to });
  });
}

/** The cells that a formula refers to; the sheet is null where it is the formula's own. */
export function referencesOf(formula: string): { readonly sheet: string | null; readonly area: Area }[] {
  const found: { sheet: string | null; area: Area }[] = [];
  rewrite(formula, (reference) => {
    found.push({ sheet: sheetOf(reference), area: areaOf(reference) });
    return '';
  });
  return found;
}

const sheetOf = ({ prefix }: Reference): string | null => (prefix === '' ? null : nameOf(prefix.slice(0, -1)));

function areaOf({ first, last }: Reference): Area {
  const end = last ?? first;
  return {
    row: Math.min(first.row, end.row),
    column: Math.min(first.column, end.column),
    rows: Math.abs(end.row - first.row) + 1,
    columns: Math.abs(end.column - first.column) + 1,
  };
}

// Texts in quotes first, as above; then a sheet's name with its `!`, and what is referred to on it.
const ON_SHEET =
  /"(?:[^"]|"")*"|('(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?|\$?[A-Z]{1,3}:\$?[A-Z]{1,3}|\$?\d+:\$?\d+|[\p{L}_\\][\p{L}\p{N}_.]*)/giu;

/** As when a sheet is renamed, or deleted (null): then `#REF!` remains of what referred to it. */
export function followSheet(formula: string, sheet: string, renamed: string | null): string {
  return formula.replace(ON_SHEET, (text: string, prefix: string | undefined, reference: string | undefined) => {
    if (prefix === undefined || nameOf(prefix).toLowerCase() !== sheet.toLowerCase()) return text;
    return renamed === null ? '#REF!' : `${quoteSheet(renamed)}!${reference ?? ''}`;
  });
}

const nameOf = (prefix: string): string => prefix.replace(/^'|'$/g, '').replaceAll("''", "'");
