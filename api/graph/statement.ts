/** The text and the bound values of one SELECT while it is being compiled. */

/** Every type that a value is bound as. The cast stands in the text, so that PostgreSQL never guesses. */
export type BoundType = 'text' | 'integer' | 'numeric' | 'date' | 'boolean' | 'uuid' | 'timestamptz';

/** Longer lists are one value: each length that is spelled out makes a text of its own, of which only so many are prepared. */
const SPELLED_OUT = 8;

/**
 * What may become SQL text: identifiers and literals of the registry, aliases made here, integers that we checked.
 * Whatever a client wrote goes through `bind`.
 */
export class Statement {
  readonly values: unknown[] = [];
  #aliases = 0;

  /** A placeholder for one value. */
  bind(value: unknown, type: BoundType): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /**
   * A list of values, to be used with `= ANY`: one placeholder, or for a few of them one each. Of a list behind a placeholder
   * PostgreSQL guesses that it holds ten, so that it finds each plan for the values at hand cheaper than one that it could
   * keep, and plans a prepared statement anew each time (docs/adr/0042).
   */
  bindList(values: readonly unknown[], type: BoundType): string {
    if (values.length === 0 || values.length > SPELLED_OUT) return `$${this.values.push(values)}::${type}[]`;
    return `ARRAY[${values.map((value) => this.bind(value, type)).join(', ')}]`;
  }

  /** A table alias that nothing else in the statement has. */
  alias(): string {
    return `t${++this.#aliases}`;
  }
}

/** Only for names that come from the registry; the quotes keep `user` and `order` from being keywords. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Only for names that come from the registry. */
export const literal = (name: string): string => `'${name.replaceAll("'", "''")}'`;

/** `public."market"`: named in full, so that no temporary table can stand in for it. */
export const tableOf = (definition: { readonly table: string }): string => `public.${identifier(definition.table)}`;
