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
  /** Requests of one caller that are worked on at once. */
  readonly concurrent: number;
  readonly connections: number;
  /** Milliseconds: how long an operation may go on, its reader take nothing, its headers and all of it take to arrive. */
  readonly operationMs: number;
  readonly stalledMs: number;
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long a connection may rest between two requests. */
  readonly idleMs: number;
}

/** @throws RequestError LIMIT_EXCEEDED, answered with 400 */
export function refuse(what: string): never {
  throw new RequestError('LIMIT_EXCEEDED', `${what} ${REQUEST_ERRORS.LIMIT_EXCEEDED[1]}`, 400);
}

/** For the description of the schema. */
export const limitsInWords = (o: RequestLimits): string =>
  [
    `A query may be ${o.depth} fields deep, with ${o.aliases} aliases, ${o.directives} directives, each field named ${o.repeats} times, and ${o.tokens} words and signs;`,
    `lists and objects in its variables may be ${o.variableDepth} deep; it may answer ${o.cost} values, counted before it runs by its fields and the rows of its pages; a page has at most ${o.pageRows} rows.`,
    `A request may have ${o.queryBytes} bytes, one that pushes ${o.pushBytes}; a caller may send ${o.requestsPerMinute} a minute, and ${o.concurrent} of them are worked on at once.`,
    `An operation may go on for ${o.operationMs} ms, and its answer stand still for ${o.stalledMs} ms; its headers must arrive within ${o.headersMs} ms, all of it within ${o.requestMs} ms, on one of ${o.connections} connections, which may rest for ${o.idleMs} ms between two requests.`,
    'What is over a limit is answered with LIMIT_EXCEEDED (status 400, a body that is too large 413), RATE_LIMITED (429, with Retry-After) or TIMEOUT, before anything of it runs but for the last.',
  ].join(' ');
