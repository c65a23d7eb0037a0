import { parseAddress, type Area } from './a1.ts';
import { call, compare, FormulaError, numeric, textual } from './calculator-functions.ts';
import { HostError } from './host-error.ts';
import type { Cell } from './model/grid.ts';
import type { SheetModel, WorkbookModel } from './model/shapes.ts';
import { structuredArea } from './structured-reference.ts';
import type { CellValue } from './value.ts';

/**
 * The calculator for tests: numbers, texts, references, names, columns of tables, the operators and a handful of
 * functions. Every other function is `#NAME?`. It proves nothing about Excel's calculation.
 */
export function calculateSimply(workbook: WorkbookModel): void {
  const run = new Run(workbook);
  for (const sheet of workbook.sheets) {
    if (!sheet.grid.hasFormulas) continue;
    for (const { row, column, cell } of sheet.grid.existing()) {
      if (cell.formula !== null) run.settle(cell, { sheet, row, column });
    }
  }
}

interface Place {
  readonly sheet: SheetModel;
  readonly row: number;
  readonly column: number;
}

const NUMBER = String.raw`\d+\.?\d*(?:e[+-]?\d+)?|\.\d+`;
const SHEET = String.raw`(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?`;
const CELLS = String.raw`${SHEET}\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w([])|${SHEET}\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w([])`;
const COLUMN_OF_TABLE = String.raw`(?:[A-Za-z_]\w*)?\[@?(?:\[[^\]]+\]|[^[\]]+)\]`;
const WORD = String.raw`[A-Za-z_][\w.]*`;
const OPERATOR = String.raw`<>|<=|>=|[-+*/(),^&<>=%]`;
const TOKEN = new RegExp(
  String.raw`\s*(?:(${NUMBER})|"((?:[^"]|"")*)"|(${CELLS}|${COLUMN_OF_TABLE})|(${WORD})|(${OPERATOR}))\s*`,
  'iy',
);

class Run {
  private readonly done = new Set<Readonly<Cell>>();
  private readonly open = new Set<Readonly<Cell>>();

  constructor(private readonly workbook: WorkbookModel) {}

  /** Calculates a cell, first those that it refers to. */
  settle(cell: Cell, at: Place): CellValue {
    if (cell.formula === null || this.done.has(cell)) return cell.value;
    // Excel refuses circular references and shows 0.
    if (this.open.has(cell)) return 0;
    this.open.add(cell);
    try {
      cell.value = new Expression(cell.formula, (reference) => this.values(at, reference)).result();
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      cell.value = fault.message;
    }
    this.open.delete(cell);
    this.done.add(cell);
    return cell.value;
  }

  private values(from: Place, reference: string): CellValue[] {
    const { sheet, area } = this.cells(from, reference);
    const used = sheet.grid.extent();
    const values: CellValue[] = [];
    // Of whole columns no more than what is used.
    for (let row = area.row; row < Math.min(area.row + area.rows, Math.max(used.rows, area.row + 1)); row++) {
      for (let column = area.column; column < area.column + area.columns; column++) {
        // `at` is read-only, but a formula's cell always exists and may be settled.
        values.push(this.settle(sheet.grid.at(row, column), { sheet, row, column }));
      }
    }
    return values;
  }

  private cells(from: Place, reference: string): { sheet: SheetModel; area: Area } {
    if (reference.includes('[') && !reference.includes('!')) {
      const found = structuredArea(reference, from);
      if (!found) throw new FormulaError('#REF!');
      return found;
    }
    try {
      return this.workbook.range(reference, from.sheet, 'Range.formulas');
    } catch (fault) {
      if (!(fault instanceof HostError)) throw fault;
      throw new FormulaError(parseAddress(reference) ? '#REF!' : '#NAME?');
    }
  }
}

/** A recursive-descent evaluation of one formula. */
class Expression {
  private position = 1;
  private token: RegExpExecArray | null = null;

  constructor(
    private readonly formula: string,
    private readonly lookUp: (reference: string) => CellValue[],
  ) {
    this.advance();
  }

  result(): CellValue {
    const value = this.comparison();
    if (this.token || this.position < this.formula.length) throw new FormulaError('#NAME?');
    if (typeof value === 'number' && !Number.isFinite(value)) throw new FormulaError('#DIV/0!');
    return value;
  }

  private advance(): void {
    TOKEN.lastIndex = this.position;
    this.token = TOKEN.exec(this.formula);
    if (this.token) this.position = TOKEN.lastIndex;
  }

  private takeOperator(...operators: string[]): string | null {
    const operator = this.token?.[5];
    if (operator === undefined || !operators.includes(operator)) return null;
    this.advance();
    return operator;
  }

  private comparison(): CellValue {
    let value = this.joined();
    for (
      let op = this.takeOperator(...Object.keys(COMPARISONS));
      op;
      op = this.takeOperator(...Object.keys(COMPARISONS))
    ) {
      value = COMPARISONS[op]?.(compare(value, this.joined())) ?? false;
    }
    return value;
  }

  private joined(): CellValue {
    let value = this.sum();
    while (this.takeOperator('&')) value = textual(value) + textual(this.sum());
    return value;
  }

  private sum(): CellValue {
    let value = this.product();
    for (let op = this.takeOperator('+', '-'); op; op = this.takeOperator('+', '-')) {
      const [left, right] = [numeric(value), numeric(this.product())];
      value = op === '+' ? left + right : left - right;
    }
    return value;
  }

  private product(): CellValue {
    let value = this.power();
    for (let op = this.takeOperator('*', '/'); op; op = this.takeOperator('*', '/')) {
      const [left, right] = [numeric(value), numeric(this.power())];
      value = op === '*' ? left * right : left / right;
    }
    return value;
  }

  private power(): CellValue {
    let value = this.percent();
    while (this.takeOperator('^')) value = numeric(value) ** numeric(this.percent());
    return value;
  }

  private percent(): CellValue {
    let value = this.factor();
    while (this.takeOperator('%')) value = numeric(value) / 100;
    return value;
  }

  private factor(): CellValue {
    if (this.takeOperator('-')) return -numeric(this.percent());
    if (this.takeOperator('+')) return this.percent();
    if (this.takeOperator('(')) {
      const value = this.comparison();
      this.expect(')');
      return value;
    }
    const [, number, text, reference, word] = this.token ?? [];
    if (this.token) this.advance();
    if (number !== undefined) return Number(number);
    if (text !== undefined) return text.replaceAll('""', '"');
    if (reference !== undefined) return single(this.lookUp(reference));
    if (word !== undefined) return this.word(word);
    throw new FormulaError('#NAME?');
  }

  /** A function, TRUE or FALSE, or a name. */
  private word(word: string): CellValue {
    const upper = word.toUpperCase();
    if (this.takeOperator('(')) return call(upper, this.list());
    if (upper === 'TRUE' || upper === 'FALSE') return upper === 'TRUE';
    return single(this.lookUp(word));
  }

  private list(): CellValue[][] {
    if (this.takeOperator(')')) return [];
    const values = [this.argument()];
    while (this.takeOperator(',')) values.push(this.argument());
    this.expect(')');
    return values;
  }

  /** A range or a name that stands alone gives all its values, anything else one. */
  private argument(): CellValue[] {
    const [, , , reference, word] = this.token ?? [];
    const next = this.formula[this.position] ?? '';
    const isAlone = next === ',' || next === ')';
    const isWord = word !== undefined && !/^(true|false)$/i.test(word);
    if (!isAlone || (reference === undefined && !isWord)) return [this.comparison()];
    this.advance();
    return this.lookUp(reference ?? word ?? '');
  }

  private expect(operator: string): void {
    if (!this.takeOperator(operator)) throw new FormulaError('#NAME?');
  }
}

const COMPARISONS: Record<string, (order: number) => boolean> = {
  '=': (order) => order === 0,
  '<>': (order) => order !== 0,
  '<': (order) => order < 0,
  '>': (order) => order > 0,
  '<=': (order) => order <= 0,
  '>=': (order) => order >= 0,
};

function single(values: CellValue[]): CellValue {
  const [first] = values;
  if (values.length !== 1 || first === undefined) throw new FormulaError('#VALUE!');
  return first;
}
