import { parseAddress } from './a1.ts';
import type { Cell } from './model/grid.ts';
import type { SheetModel, WorkbookModel } from './model/shapes.ts';
import type { CellValue } from './value.ts';

/**
 * The calculator for tests: numbers, texts, references, ranges, `+ - * /`, brackets, SUM, SUBTOTAL and ROUND. Everything else is
 * `#NAME?`. It proves nothing about Excel's calculation.
 */
export function calculateSimply(workbook: WorkbookModel): void {
  const run = new Run(workbook);
  for (const sheet of workbook.sheets) {
    if (!sheet.grid.hasFormulas) continue;
    for (const { cell } of sheet.grid.existing()) if (cell.formula !== null) run.settle(sheet, cell);
  }
}

class FormulaError extends Error {}

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:e[+-]?\d+)?|\.\d+)|"((?:[^"]|"")*)"|((?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)(?![\w(])|([A-Z]+)(?=\()|([-+*/(),^]))/iy;

class Run {
  private readonly done = new Set<Readonly<Cell>>();
  private readonly open = new Set<Readonly<Cell>>();

  constructor(private readonly workbook: WorkbookModel) {}

  /** Calculates a cell, first those that it refers to. */
  settle(sheet: SheetModel, cell: Cell): CellValue {
    if (cell.formula === null || this.done.has(cell)) return cell.value;
    // Excel refuses circular references and shows 0.
    if (this.open.has(cell)) return 0;
    this.open.add(cell);
    try {
      cell.value = new Expression(cell.formula, (reference) => this.values(sheet, reference)).result();
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      cell.value = fault.message;
    }
    this.open.delete(cell);
    this.done.add(cell);
    return cell.value;
  }

  private values(from: SheetModel, reference: string): CellValue[] {
    const address = parseAddress(reference);
    const sheet = address?.sheet == null ? from : this.workbook.sheet(address.sheet);
    if (!address || !sheet) throw new FormulaError('#REF!');
    // `at` is read-only, but a formula's cell always exists and may be settled.
    return sheet.grid.map(address.area, (cell) => this.settle(sheet, cell as Cell)).flat();
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
    const value = this.sum();
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

  private sum(): CellValue {
    let value = this.product();
    for (let op = this.takeOperator('+', '-'); op; op = this.takeOperator('+', '-')) {
      const [left, right] = [numeric(value), numeric(this.product())];
      value = op === '+' ? left + right : left - right;
    }
    return value;
  }

  private product(): CellValue {
    let value = this.factor();
    for (let op = this.takeOperator('*', '/'); op; op = this.takeOperator('*', '/')) {
      const [left, right] = [numeric(value), numeric(this.factor())];
      value = op === '*' ? left * right : left / right;
    }
    return value;
  }

  private factor(): CellValue {
    if (this.takeOperator('-')) return -numeric(this.factor());
    if (this.takeOperator('+')) return this.factor();
    if (this.takeOperator('(')) {
      const value = this.sum();
      this.expect(')');
      return value;
    }
    const [, number, text, reference, name] = this.token ?? [];
    if (this.token) this.advance();
    if (number !== undefined) return Number(number);
    if (text !== undefined) return text.replaceAll('""', '"');
    if (reference !== undefined) return single(this.lookUp(reference));
    if (name !== undefined) return this.callFunction(name.toUpperCase());
    throw new FormulaError('#NAME?');
  }

  private callFunction(name: string): number {
    this.expect('(');
    const values = [...this.argument()];
    while (this.takeOperator(',')) values.push(...this.argument());
    this.expect(')');
    if (name === 'SUM') return total(values);
    // Rows that a filter hides are counted too, other than in Excel.
    if (name === 'SUBTOTAL' && values[0] === 109) return total(values.slice(1));
    if (name === 'SUBTOTAL' && values[0] === 103) return values.slice(1).filter((v) => v !== '').length;
    if (name === 'ROUND') return round(numeric(values[0] ?? ''), numeric(values[1] ?? ''));
    throw new FormulaError('#NAME?');
  }

  /** A range that stands alone gives all its values, anything else one. */
  private argument(): CellValue[] {
    const reference = this.token?.[3];
    if (reference?.includes(':')) {
      this.advance();
      return this.lookUp(reference);
    }
    return [this.sum()];
  }

  private expect(operator: string): void {
    if (!this.takeOperator(operator)) throw new FormulaError('#NAME?');
  }
}

const total = (values: readonly CellValue[]): number =>
  values.reduce<number>((sum, v) => sum + (typeof v === 'number' ? v : 0), 0);

function numeric(value: CellValue): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value.startsWith('#')) throw new FormulaError(value);
  const number = value === '' ? 0 : Number(value);
  if (Number.isNaN(number)) throw new FormulaError('#VALUE!');
  return number;
}

function single(values: CellValue[]): CellValue {
  const [first] = values;
  if (values.length !== 1 || first === undefined) throw new FormulaError('#VALUE!');
  return first;
}

/** Half away from zero on the decimal digits, as Excel rounds. */
function round(value: number, digits: number): number {
  const scaled = Number(`${Number(Math.abs(value).toPrecision(15))}e${digits}`);
  return Math.sign(value) * Number(`${Math.round(scaled)}e${-digits}`);
}
