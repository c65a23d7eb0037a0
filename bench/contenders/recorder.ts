/** Hears what is sent to PostgreSQL, at the driver: whatever the product is made of, this is what it asks. */
import pg from 'pg';

export interface Statement {
  readonly text: string;
  readonly values?: unknown[];
  /** Of a prepared statement. */
  readonly name?: string;
}

type Query = (this: pg.Client, config: unknown, values?: unknown, callback?: unknown) => unknown;

let heard: Statement[] | undefined;
// The driver's own method, called with the client that it was called on.
const query = pg.Client.prototype.query as unknown as Query;

(pg.Client.prototype as { query: Query }).query = function (config, values, callback) {
  heard?.push(statementOf(config, values));
  return query.call(this, config, values, callback);
};

/** A text, a config, or an object with a `submit` of its own such as a cursor, which keeps both in a field. */
function statementOf(config: unknown, values: unknown): Statement {
  if (typeof config === 'string') return Array.isArray(values) ? { text: config, values } : { text: config };
  const outer = config as Partial<Statement> & { cursor?: Partial<Statement> };
  const { text, values: own, name } = outer.text === undefined ? (outer.cursor ?? {}) : outer;
  if (text === undefined) throw new Error('the driver was sent something that the recorder does not know');
  const bound = own ?? (Array.isArray(values) ? (values as unknown[]) : undefined);
  return { text, ...(bound && { values: bound }), ...(name !== undefined && { name }) };
}

/** All that is sent while `work` runs; nothing else may run meanwhile. */
export async function recordStatements<T>(work: () => Promise<T>): Promise<{ statements: Statement[]; result: T }> {
  const statements = (heard = []);
  try {
    return { result: await work(), statements };
  } finally {
    heard = undefined;
  }
}
