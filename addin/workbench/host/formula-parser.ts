/** Reads a formula once, into what calculates it: `1+SUM(A1:B2)*10%`. Operators work on ranges cell by cell, as Excel's do. */
import { call } from './functions/call.ts';
import type { Thunk } from './functions/arguments-of.ts';
import { compare, FormulaError, numeric, scalar, single, sound, textual, type Operand } from './functions/operand.ts';
import type { CellValue } from './value.ts';

const NUMBER = String.raw`\d+\.?\d*(?:e[+-]?\d+)?|\.\d+`;
const SHEET = String.raw`(?:'(?:[^']|'')+'!|[A-Za-z_][\w.]*!)?`;
const CELLS = String.raw`${SHEET}\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?(?![\w([])|${SHEET}\$?[A-Z]{1,3}:\$?[A-Z]{1,3}(?![\w([])|${SHEET}\$?\d+:\$?\d+`;
const PART_OF_TABLE = String.raw`(?:[A-Za-z_]\w*)?\[@?(?:\[[^\]]+\](?:[,:]\s*\[[^\]]+\])*|[^[\]]+)\]`;
const ERROR = String.raw`#(?:N/A|DIV/0!|VALUE!|REF!|NAME\?|NUM!|NULL!)`;
const WORD = String.raw`[A-Za-z_][\w.]*`;
const OPERATOR = String.raw`<>|<=|>=|[-+*/(),^&<>=%]`;
const TOKEN = new RegExp(
  String.raw`\s*(?:"((?:[^"]|"")*)"|(${CELLS}|${PART_OF_TABLE})|(${NUMBER})|(${WORD})|(${OPERATOR})|(${ERROR}))\s*`,
  'iy',
);

/** Calculates a formula of one cell; what it answers may be thrown as a FormulaError instead. */
type Calculation = () => CellValue;

/** @param lookUp the cells of a reference or a name @throws FormulaError `#NAME?` for what is no formula */
export function parseFormula(formula: string, lookUp: (reference: string) => Operand): Calculation {
  const calculate = new Parser(formula, lookUp).whole();
  return () => {
    const value = sound(single(calculate()));
    if (typeof value === 'number' && !Number.isFinite(value)) throw new FormulaError('#DIV/0!');
    return value;
  };
}

/** Recursive descent, from what binds least to what binds most. */
class Parser {
  private position = 1;
  private token: RegExpExecArray | null = null;

  constructor(
    private readonly formula: string,
    private readonly lookUp: (reference: string) => Operand,
  ) {
    this.advance();
  }

  whole(): Thunk {
    const thunk = this.comparison();
    if (this.token || this.position < this.formula.length) throw new FormulaError('#NAME?');
    return thunk;
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

  private expect(operator: string): void {
    if (!this.takeOperator(operator)) throw new FormulaError('#NAME?');
  }

  private leftToRight(operators: readonly string[], next: () => Thunk): Thunk {
    let thunk = next();
    for (let op = this.takeOperator(...operators); op; op = this.takeOperator(...operators)) {
      const [left, right, combine] = [thunk, next(), OPERATIONS[op]];
      if (combine) thunk = () => pairwise(left(), right(), combine);
    }
    return thunk;
  }

  private comparison(): Thunk {
    return this.leftToRight(['=', '<>', '<', '>', '<=', '>='], () => this.joined());
  }

  private joined(): Thunk {
    return this.leftToRight(['&'], () => this.sum());
  }

  private sum(): Thunk {
    return this.leftToRight(['+', '-'], () => this.product());
  }

  private product(): Thunk {
    return this.leftToRight(['*', '/'], () => this.power());
  }

  private power(): Thunk {
    return this.leftToRight(['^'], () => this.percent());
  }

  private percent(): Thunk {
    let thunk = this.factor();
    while (this.takeOperator('%')) {
      const whole = thunk;
      thunk = () => each(whole(), (value) => numeric(value) / 100);
    }
    return thunk;
  }

  private factor(): Thunk {
    if (this.takeOperator('-')) {
      const thunk = this.percent();
      return () => each(thunk(), (value) => -numeric(value));
    }
    if (this.takeOperator('+')) return this.percent();
    if (this.takeOperator('(')) {
      const thunk = this.comparison();
      this.expect(')');
      return thunk;
    }
    return this.atom();
  }

  private atom(): Thunk {
    const [, text, reference, number, word, , error] = this.token ?? [];
    if (this.token) this.advance();
    if (text !== undefined) return constant(text.replaceAll('""', '"'));
    if (reference !== undefined) return () => this.lookUp(reference);
    if (number !== undefined) return constant(Number(number));
    if (error !== undefined) return constant(error.toUpperCase());
    if (word !== undefined) return this.word(word);
    throw new FormulaError('#NAME?');
  }

  /** A function, TRUE or FALSE, or a name. */
  private word(word: string): Thunk {
    const upper = word.toUpperCase();
    if (this.takeOperator('(')) {
      const args = this.list();
      return () => call(upper, args);
    }
    if (upper === 'TRUE' || upper === 'FALSE') return constant(upper === 'TRUE');
    return () => this.lookUp(word);
  }

  private list(): Thunk[] {
    if (this.takeOperator(')')) return [];
    const thunks = [this.argument()];
    while (this.takeOperator(',')) thunks.push(this.argument());
    this.expect(')');
    return thunks;
  }

  /** What is left out between commas is empty. */
  private argument(): Thunk {
    return this.token?.[5] === ',' || this.token?.[5] === ')' ? constant('') : this.comparison();
  }
}

const constant = (value: CellValue): Thunk => {
  const operand = scalar(value);
  return () => operand;
};

type Combine = (a: CellValue, b: CellValue) => CellValue;

const arithmetic =
  (of: (a: number, b: number) => number): Combine =>
  (a, b) =>
    of(numeric(a), numeric(b));
const ordering =
  (of: (order: number) => boolean): Combine =>
  (a, b) =>
    of(compare(sound(a), sound(b)));

const OPERATIONS: Readonly<Record<string, Combine>> = {
  '+': arithmetic((a, b) => a + b),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic(quotient),
  '^': arithmetic((a, b) => a ** b),
  '&': (a, b) => textual(a) + textual(b),
  '=': ordering((order) => order === 0),
  '<>': ordering((order) => order !== 0),
  '<': ordering((order) => order < 0),
  '>': ordering((order) => order > 0),
  '<=': ordering((order) => order <= 0),
  '>=': ordering((order) => order >= 0),
};

function quotient(a: number, b: number): number {
  if (b === 0) throw new FormulaError('#DIV/0!');
  return a / b;
}

const each = (operand: Operand, of: (value: CellValue) => CellValue): Operand => ({
  ...operand,
  place: null,
  values: operand.values.map((value) => errorAsValue(() => of(value), operand.values.length > 1)),
});

/** Cell by cell; a single value, row or column goes with each of the other's. */
function pairwise(a: Operand, b: Operand, combine: Combine): Operand {
  const rows = Math.max(a.rows, b.rows);
  const columns = Math.max(a.columns, b.columns);
  const isMany = rows * columns > 1;
  const values = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    return errorAsValue(() => combine(valueAt(a, row, column), valueAt(b, row, column)), isMany);
  });
  return { rows, columns, values, place: null };
}

function valueAt(operand: Operand, row: number, column: number): CellValue {
  const [r, c] = [operand.rows === 1 ? 0 : row, operand.columns === 1 ? 0 : column];
  if (r >= operand.rows || c >= operand.columns) throw new FormulaError('#N/A');
  return operand.values[r * operand.columns + c] ?? '';
}

/** Of many cells one may be an error and the others not. */
function errorAsValue(calculate: () => CellValue, isMany: boolean): CellValue {
  if (!isMany) return calculate();
  try {
    return calculate();
  } catch (fault) {
    if (fault instanceof FormulaError) return fault.message;
    throw fault;
  }
}
