/** Formulas in R1C1 style: references counted from the cell that holds them, `R[-1]C` for the cell above. */
import { MAX_COLUMNS, MAX_ROWS, columnName } from './a1.ts';
import { rewrite, type Corner } from './formula-references.ts';

interface Place {
  readonly row: number;
  readonly column: number;
}

/** `=A1` in B2 is `=R[-1]C[-1]`; `=$A$1` is `=R1C1`. */
export function toR1C1(formula: string, at: Place): string {
  const part = (letter: string, index: number, fixed: boolean, own: number): string => {
    if (fixed) return `${letter}${index + 1}`;
    return index === own ? letter : `${letter}[${index - own}]`;
  };
  const corner = (c: Corner): string =>
    part('R', c.row, c.isRowFixed, at.row) + part('C', c.column, c.isColumnFixed, at.column);
  return rewrite(formula, ({ prefix, first, last }) => prefix + corner(first) + (last ? `:${corner(last)}` : ''));
}

// Texts in quotes are matched first, so that nothing within them is taken for a reference.
const REFERENCE = /"(?:[^"]|"")*"|(?<![\w.])R(\[-?\d+\]|\d+)?C(\[-?\d+\]|\d+)?(?![\w([])/gi;

/** `=R[-1]C[-1]` in B2 is `=A1`; what would lie beyond the sheet is `#REF!`. */
export function fromR1C1(formula: string, at: Place): string {
  return formula.replace(REFERENCE, (text: string, row: string | undefined, column: string | undefined) => {
    if (text.startsWith('"')) return text;
    const [y, x] = [resolved(row, at.row), resolved(column, at.column)];
    const isOnSheet = y.index >= 0 && y.index < MAX_ROWS && x.index >= 0 && x.index < MAX_COLUMNS;
    return isOnSheet ? `${x.fixed}${columnName(x.index)}${y.fixed}${y.index + 1}` : '#REF!';
  });
}

function resolved(part: string | undefined, own: number): { index: number; fixed: '$' | '' } {
  if (part === undefined) return { index: own, fixed: '' };
  if (part.startsWith('[')) return { index: own + Number(part.slice(1, -1)), fixed: '' };
  return { index: Number(part) - 1, fixed: '$' };
}
