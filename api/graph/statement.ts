/** The text and the bound values of one SELECT while it is being compiled. */

/** Every type that a value is bound as. The cast stands in the text, so that PostgreSQL never guesses. */
export type BoundType = 'text' | 'integer' | 'numeric' | 'date' | 'boolean' | 'uuid' | 'timestamptz';

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

  /** A placeholder for a list of values, to be used with `= ANY`. */
  bindList(values: readonly unknown[], type: BoundType): string {
    return `$${this.values.push(values)}::${type}[]`;
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
