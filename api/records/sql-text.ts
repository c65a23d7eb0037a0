/** Pieces of SQL that the stores build from the registry. Identifiers come from the registry only; every value is bound. */
import { FEW_ROWS } from '../database/planning.ts';
import type { FieldDefinition, FieldType } from '../model/registry.ts';

/** An identifier of the registry, quoted: some of them (`user`, `text`, `function`) are words of SQL. */
export const quoted = (identifier: string): string => `"${identifier.replaceAll('"', '""')}"`;

/** `alias."column"`. */
export const columnOf = (alias: string, field: Pick<FieldDefinition, 'column'>): string =>
  `${alias}.${quoted(field.column)}`;

/** Values of one statement, in the order of their placeholders. */
export class Bindings {
  readonly values: unknown[] = [];
  readonly #lists = new Map<readonly unknown[], string>();

  /** Binds one value, cast to `type`, and answers its placeholder: `$3::text[]`. */
  add(value: unknown, type: string): string {
    return `$${this.values.push(value)}::${type}`;
  }

  /** Binds a list as an array of `type`; one that is bound already is not sent again. */
  addList(list: readonly unknown[], type: string): string {
    const cast = `::${type}[]`;
    const known = this.#lists.get(list);
    if (known?.endsWith(cast)) return known;
    const placeholder = `$${this.values.push(arrayText(list))}${cast}`;
    this.#lists.set(list, placeholder);
    return placeholder;
  }
}

/**
 * A list as PostgreSQL reads an array (https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO). The driver would write
 * the same, and look twice for what is to be escaped in each of ten thousand values, where nearly none has anything.
 */
function arrayText(list: readonly unknown[]): string {
  return `{${list.map((value) => (value === null || value === undefined ? 'NULL' : elementText(String(value)))).join()}}`;
}

const elementText = (text: string): string => `"${/["\\]/.test(text) ? text.replace(/["\\]/g, '\\$&') : text}"`;

/** One column of `unnest`: all rows' values of it. */
export interface ArrayColumn {
  readonly name: string;
  /** Type of one element; `text` for references, which arrive as codes. */
  readonly type: string;
  readonly values: readonly unknown[];
}

/**
 * `unnest($1::text[], …) WITH ORDINALITY AS a(k0, …, n)`: a set of rows that costs one parameter for each column. A column
 * whose values are all the same (the market, the day) is sent once. OFFSET 0 hides from the planner that it is a constant: it
 * would evaluate beforehand what is to fail only where it is needed (`referenceId`).
 */
export function unnest(bind: Bindings, columns: readonly ArrayColumn[], alias = 'a'): string {
  const same = columns.slice(1).filter(isConstant);
  const varied = columns.filter((c) => !same.includes(c));
  const arrays = varied.map((c) => bind.addList(c.values, c.type)).join(', ');
  const rows = `unnest(${arrays}) WITH ORDINALITY`;
  const names = `${varied.map((c) => c.name).join(', ')}, n`;
  if (same.length === 0) return `${rows} AS ${alias}(${names})`;
  const constants = same.map((c) => `${bind.add(c.values[0], c.type)} AS ${c.name}`).join(', ');
  return `(SELECT u.*, ${constants} FROM ${rows} AS u(${names}) OFFSET 0) AS ${alias}`;
}

// Few rows are as well sent as they are: so their statement has one text, and keeps its plan.
const isConstant = ({ values }: ArrayColumn): boolean =>
  values.length > FEW_ROWS && values.every((v) => v === values[0]);

/**
 * True for the rows that a join with `column` would find anyway. Tells the planner what it cannot see through `unnest`:
 * that they are few, to be found by index. It would hash the whole table (measured: a fifth of the update of 10,000 of
 * 192,000 prices).
 */
export const isAmong = (expression: string, { values, type }: ArrayColumn, bind: Bindings): string =>
  `${expression} = ANY (${bind.addList(values.includes(null) ? values.filter((v) => v !== null) : values, type)})`;

const SQL_TYPES: Record<FieldType, string> = {
  TEXT: 'text',
  CHOICE: 'text',
  INTEGER: 'integer',
  DECIMAL: 'numeric',
  DATE: 'date',
  BOOLEAN: 'boolean',
  REFERENCE: 'text',
};

/** The type in which canonical text of this field is bound. */
export const bindType = (field: FieldDefinition): string => SQL_TYPES[field.type];

/** The value of a bound plain field as its column takes it. */
export const stored = (field: FieldDefinition, expression: string): string =>
  field.many ? `string_to_array(${expression}, ';')` : expression;

/** Canonical text of a plain column (docs/architecture.md, Values); for a reference pass its target's code. */
export function canonical(field: FieldDefinition, expression: string): string {
  if (field.many) return `array_to_string(ARRAY(SELECT unnest(${expression}) ORDER BY 1), ';')`;
  switch (field.type) {
    case 'DECIMAL':
      return `trim_scale(${expression})::text`;
    case 'DATE':
      // Not `::text`, which follows the session's DateStyle.
      return `to_char(${expression}, 'YYYY-MM-DD')`;
    case 'INTEGER':
    case 'BOOLEAN':
      return `${expression}::text`;
    default:
      return expression;
  }
}
