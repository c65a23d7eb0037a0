/**
 * The rows of a page, and their parents, as SQL. A parent is LEFT JOINed to its rows, and made JSON with each of them, where
 * they are few. Where they are many they mostly share their parents: then each parent is read and made JSON once.
 */
import { COLUMN_FACTS } from './column-type.ts';
import type { EntityGraph, ScalarColumn, ToMany, ToOne } from './graph-shape.ts';
import { characters, expression, objectOf, type Piece, textOf } from './json-text.ts';
import { type SelectedField, TYPE_NAME } from './selection.ts';
import { identifier, type Statement, tableOf } from './statement.ts';

/** Rows of one entity within a statement that is being compiled. */
export interface Rows {
  /** The row's column by its name in the database. */
  column(name: string): string;
  /** What `object` makes of the row's parent, or null where there is none that the caller sees. */
  parent(one: ToOne, object: (parent: Rows) => readonly Piece[]): Piece;
}

/**
 * Parents are looked up row by row, and each by itself: OFFSET 0 keeps PostgreSQL from reading the whole table to join it,
 * with policies that ask a function about each row of it.
 */
export class JoinedRows implements Rows {
  readonly #statement: Statement;
  readonly #alias: string;
  /** Where the joins to all parents go. */
  readonly #joins: string[];

  constructor(statement: Statement, { alias, joins }: { alias: string; joins: string[] }) {
    this.#statement = statement;
    this.#alias = alias;
    this.#joins = joins;
  }

  column(name: string): string {
    return `${this.#alias}.${identifier(name)}`;
  }

  parent(one: ToOne, object: (parent: Rows) => readonly Piece[]): Piece {
    const alias = this.#statement.alias();
    const source = this.#statement.alias();
    const parent = `SELECT * FROM ${tableOf(one.target.definition)} ${source} WHERE ${source}.id = ${this.column(one.column)}`;
    this.#joins.push(`LEFT JOIN LATERAL (${parent} OFFSET 0) ${alias} ON true`);
    const json = textOf(object(new JoinedRows(this.#statement, { alias, joins: this.#joins })));
    return expression(`CASE WHEN ${alias}.id IS NULL THEN 'null' ELSE ${json} END`);
  }
}

/** Rows in a common table expression, which those of their parents follow: first the rows, then their JSON. */
export class SharedRows implements Rows {
  readonly #statement: Statement;
  /** The WITH list of the statement. */
  readonly #tables: string[];
  readonly #place: number;
  readonly #columns = new Set<string>();
  readonly alias: string;
  readonly joins: string[] = [];

  constructor(statement: Statement, tables: string[], alias = statement.alias()) {
    this.#statement = statement;
    this.#tables = tables;
    this.alias = alias;
    // What they are is known when all columns are; what reads them stands after them.
    this.#place = tables.push('') - 1;
  }

  column(name: string): string {
    this.#columns.add(name);
    return `${this.alias}.${identifier(name)}`;
  }

  parent(one: ToOne, object: (parent: Rows) => readonly Piece[]): Piece {
    const reference = this.column(one.column);
    const rows = this.another();
    const id = rows.column('id');
    const json = textOf(object(rows));
    const source = this.#statement.alias();
    rows.read(
      (columns) =>
        `SELECT ${columns.map((name) => `${source}.${identifier(name)}`).join(', ')}
         FROM (SELECT DISTINCT ${reference} AS id FROM ${this.alias}) named
         JOIN ${tableOf(one.target.definition)} ${source} ON ${source}.id = named.id`,
    );
    const made = this.make(`SELECT ${id}, ${json} AS json FROM ${rows.from()}`);
    this.joins.push(`LEFT JOIN ${made} ON ${made}.id = ${reference}`);
    return expression(`coalesce(${made}.json, 'null')`);
  }

  /** Rows of another entity, in the same statement. */
  another(): SharedRows {
    return new SharedRows(this.#statement, this.#tables);
  }

  /** Names what a SELECT makes of rows that were read. */
  make(select: string): string {
    const name = this.#statement.alias();
    this.#tables.push(materialized(name, select));
    return name;
  }

  /** Says what the rows are, by the columns that were asked for. */
  read(select: (columns: readonly string[]) => string): void {
    this.#tables[this.#place] = materialized(this.alias, select([...this.#columns]));
  }

  from(): string {
    return [this.alias, ...this.joins].join(' ');
  }
}

const materialized = (name: string, select: string): string => `${name} AS MATERIALIZED (${select})`;

/** The row that a list is within. */
export interface ListParent {
  readonly graph: EntityGraph;
  readonly rows: Rows;
}

interface RowObject {
  readonly graph: EntityGraph;
  readonly field: SelectedField;
  readonly rows: Rows;
  /** A list within a row. */
  readonly list: (many: ToMany, field: SelectedField, parent: ListParent) => readonly Piece[];
}

/** One row as a JSON object with what is selected of it. */
export function rowObject(statement: Statement, o: RowObject): Piece[] {
  const { graph, rows } = o;
  const valueOf = (field: SelectedField): readonly Piece[] | undefined => {
    if (field.name === TYPE_NAME) return [characters(JSON.stringify(graph.definition.name))];
    const scalar = graph.scalars.get(field.name);
    if (scalar) return scalarJson(scalar, rows.column(scalar.column));
    const one = graph.toOne.get(field.name);
    if (one)
      return [rows.parent(one, (parent) => rowObject(statement, { ...o, graph: one.target, field, rows: parent }))];
    const many = graph.toMany.get(field.name);
    // A field that some other module added resolves itself.
    return many && o.list(many, field, { graph, rows });
  };
  const pairs = o.field.fields.flatMap((field): (readonly [Piece, readonly Piece[]])[] => {
    const value = valueOf(field);
    return value ? [[responseKey(statement, field), value]] : [];
  });
  return objectOf(pairs);
}

function scalarJson(scalar: ScalarColumn, column: string): Piece[] {
  const { json, quoted } = COLUMN_FACTS[scalar.kind];
  const value = json(column);
  if (scalar.nullable) return [expression(`coalesce(${quoted ? `'"' || ${value} || '"'` : value}, 'null')`)];
  return quoted ? [characters('"'), expression(value), characters('"')] : [expression(value)];
}

/** Names are the registry's; an alias is the client's, so it is bound like any value of his. */
export const responseKey = (statement: Statement, field: SelectedField): Piece =>
  field.key === field.name
    ? characters(JSON.stringify(field.name))
    : expression(statement.bind(JSON.stringify(field.key), 'text'));
