/** What one request, and one caller, may ask of the server. Each limit is a setting (api/settings/limits.settings.ts). */
import { REQUEST_ERRORS } from '../../schema/errors/request-error.ts';
import { RequestError } from '../request-error.ts';

export interface QueryLimits {
  /** Fields within fields, fragments included. */
  readonly depth: number;
  readonly aliases: number;
  /** Words and signs of the query. */
  readonly tokens: number;
  /** How often one field may be named: validation compares each with each (OverlappingFieldsCanBeMerged). */
  readonly repeats: number;
  readonly directives: number;
  /** Values that a query may answer at most, see query-weight.ts. */
  readonly cost: number;
  /** Rows that one page may have. */
  readonly pageRows: number;
  /** Lists and objects within each other, in the variables. */
  readonly variableDepth: number;
}

export interface RequestLimits extends QueryLimits {
  /** Bytes of a request's body. */
  readonly queryBytes: number;
  /** The same of one that pushes. */
  readonly pushBytes: number;
  readonly requestsPerMinute: number;
}

/** @throws RequestError LIMIT_EXCEEDED, answered with 400 */
export function refuse(what: string): never {
  throw new RequestError('LIMIT_EXCEEDED', `${what} ${REQUEST_ERRORS.LIMIT_EXCEEDED[1]}`, 400);
}

/** For the description of the schema. */
export const limitsInWords = (o: RequestLimits): string =>
  [
    `A query may be ${o.depth} fields deep, with ${o.aliases} aliases, ${o.directives} directives, each field named ${o.repeats} times, and ${o.tokens} words and signs;`,
    `it may answer ${o.cost} values, counted before it runs by its fields and the rows of its pages; a page has at most ${o.pageRows} rows.`,
    `A request may have ${o.queryBytes} bytes, one that pushes ${o.pushBytes}; a caller may send ${o.requestsPerMinute} a minute.`,
    'More is answered with the code LIMIT_EXCEEDED, or RATE_LIMITED.',
  ].join(' ');
