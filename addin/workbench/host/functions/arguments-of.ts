import type { CellValue } from '../value.ts';
import { FormulaError, numeric, scalar, single, sound, textual, truth, type Operand } from './operand.ts';

/** An argument that is calculated when it is asked for: `IF` needs only one of its two. */
export type Thunk = () => Operand;

/** The arguments of a function, as it wants them; each reading may throw a FormulaError. */
export class FunctionArguments {
  constructor(private readonly thunks: readonly Thunk[]) {}

  get count(): number {
    return this.thunks.length;
  }

  has(index: number): boolean {
    return index < this.thunks.length;
  }

  from(index: number): FunctionArguments {
    return new FunctionArguments(this.thunks.slice(index));
  }

  firstTwo(): FunctionArguments {
    return new FunctionArguments(this.thunks.slice(0, 2));
  }

  operand(index: number): Operand {
    const thunk = this.thunks[index];
    if (!thunk) throw new FormulaError('#VALUE!');
    return thunk();
  }

  /** The argument, or the error that it ends in as a value. */
  attempt(index: number): Operand {
    try {
      return this.operand(index);
    } catch (fault) {
      if (!(fault instanceof FormulaError)) throw fault;
      return scalar(fault.message);
    }
  }

  value(index: number): CellValue {
    return sound(single(this.operand(index)));
  }

  number(index: number, standard?: number): number {
    if (standard !== undefined && !this.has(index)) return standard;
    return numeric(this.value(index));
  }

  whole(index: number, standard?: number): number {
    return Math.trunc(this.number(index, standard));
  }

  text(index: number, standard?: string): string {
    if (standard !== undefined && !this.has(index)) return standard;
    return textual(this.value(index));
  }

  flag(index: number, standard?: boolean): boolean {
    if (standard !== undefined && !this.has(index)) return standard;
    return truth(this.value(index));
  }

  /** All values of all arguments; errors among them throw. */
  all(): CellValue[] {
    return this.thunks.flatMap((thunk) => thunk().values.map(sound));
  }

  /** The same with error values among them. */
  everything(): CellValue[] {
    return this.thunks.flatMap((_, i) => this.attempt(i).values);
  }

  numbersOfFirst(): number[] {
    return new FunctionArguments(this.thunks.slice(0, 1)).numbers();
  }

  /** Numbers: of cells only those that are numbers, of what is written into the formula what can be read as one. */
  numbers(): number[] {
    return this.thunks.flatMap((thunk) => {
      const { values, place } = thunk();
      if (place === null && values.length === 1) return values.map(numeric);
      return values.map(sound).filter((value) => typeof value === 'number');
    });
  }
}

/** A function of a formula: its result, one value or many. */
export type FormulaFunction = (args: FunctionArguments) => CellValue | Operand;
export type FunctionTable = Readonly<Record<string, FormulaFunction>>;
