/** Reads the body of a request, and judges it by its size and by the words of its query. */
import type { IncomingMessage } from 'node:http';
import express, { type Request, type RequestHandler } from 'express';
import { refuseSize } from '../http-errors.ts';
import { Remembered } from '../remembered.ts';
import { RequestError } from '../request-error.ts';
import type { RequestLimits } from './limits.ts';
import { checkVariableDepth, type Scanned, scanQuery } from './query-scan.ts';

/** Runs after authentication: a stranger's body is not even read. */
export function bodyGuard(limits: RequestLimits): RequestHandler[] {
  const sizes = new WeakMap<IncomingMessage, number>();
  const read = express.json({
    limit: limits.pushBytes,
    verify: (request, _response, body) => void sizes.set(request, body.length),
  });
  const scans = new Remembered<Scanned>();
  const scan = (query: string): Scanned => scans.of(query, (text) => scanQuery(text, limits));
  const judge: RequestHandler = (request: Request, _response, next) => {
    const { query, variables, extensions } = sentIn(request);
    if (hasHash(extensions)) throw new RequestError('BAD_REQUEST', 'Send the whole query, not its hash.', 400);
    const scanned = typeof query === 'string' ? scan(query) : undefined;
    const isPush = scanned?.rootFields.has('pushChanges') ?? false;
    if (!isPush && (sizes.get(request) ?? 0) > limits.queryBytes) refuseSize(limits.queryBytes);
    checkVariableDepth(variables, limits);
    next();
  };
  return [read, judge];
}

interface Sent {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly extensions?: unknown;
}

/** An automatic persisted query, which Apollo would answer with 200 and a code of its own. */
const hasHash = (extensions: unknown): boolean =>
  typeof extensions === 'object' && extensions !== null && 'persistedQuery' in extensions;

/** Whatever is not in the form of a request Apollo refuses afterwards. */
function sentIn(request: Request): Sent {
  if (request.method === 'GET') {
    const { query, variables, extensions } = request.query;
    return { query, variables: parsed(variables), extensions: parsed(extensions) };
  }
  const body: unknown = request.body;
  return typeof body === 'object' && body !== null ? body : {};
}

function parsed(text: unknown): unknown {
  try {
    if (typeof text !== 'string') return undefined;
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
