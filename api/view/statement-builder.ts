/** Collects the bound values of a statement while its text is written: `${bind(x)}` becomes `$1`, `$2`, … */
import { planningOf } from '../database/planning.ts';
import type { Statement } from './matrix-source.ts';

export class StatementBuilder {
  readonly #values: unknown[] = [];

  /** Binds a value and answers its placeholder; `cast` is a SQL type of ours, never of a client's. */
  bind(value: unknown, cast = ''): string {
    this.#values.push(value);
    return `$${this.#values.length}${cast}`;
  }

  /** `column = ANY(codes)` for a filter that is given, nothing for one that is not. */
  anyOf(column: string, codes: readonly string[] | null | undefined): string[] {
    return codes ? [`${column} = ANY(${this.bind(codes, '::text[]')})`] : [];
  }

  statement(text: string): Statement {
    return { text, values: this.#values };
  }

  /** One over a list of so many rows. */
  statementOver(rows: number, text: string): Statement {
    return { ...this.statement(text), ...planningOf(rows) };
  }

  /** One whose best plan is the same whatever is bound. */
  keptStatement(text: string): Statement {
    return { ...this.statement(text), keepsPlan: true };
  }
}

/** Conditions joined by AND; none is TRUE. */
export const and = (conditions: readonly string[]): string => (conditions.length ? conditions.join(' AND ') : 'TRUE');
