/** Judges the body of a request by its size and by the words of its query. */
import type { IncomingMessage } from 'node:http';
import { refuseSize } from '../http-errors.ts';
import { Remembered } from '../remembered.ts';
import { RequestError } from '../request-error.ts';
import type { RequestLimits } from './limits.ts';
import { checkVariableDepth, type Scanned, scanQuery } from './query-scan.ts';
import type { Body } from './read-body.ts';

/** @throws RequestError BAD_REQUEST, LIMIT_EXCEEDED */
export function bodyGuard(limits: RequestLimits): (request: IncomingMessage, body: Body) => void {
  const scans = new Remembered<Scanned>();
  const scan = (query: string): Scanned => scans.of(query, (text) => scanQuery(text, limits));
  return (request, body) => {
    const { query, variables, extensions } = sentIn(request, body);
    if (hasHash(extensions)) throw new RequestError('BAD_REQUEST', 'Send the whole query, not its hash.', 400);
    // What a push may have more of is in its variables; no longer text is even looked at.
    if (typeof query === 'string' && query.length > limits.queryBytes) refuseSize(limits.queryBytes);
    const scanned = typeof query === 'string' ? scan(query) : undefined;
    const isPush = scanned?.mutations.has('pushChanges') ?? false;
    if (!isPush && body.bytes > limits.queryBytes) refuseSize(limits.queryBytes);
    checkVariableDepth(variables, limits);
  };
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
function sentIn({ method, url = '' }: IncomingMessage, { json }: Body): Sent {
  if (method === 'GET') {
    const sent = new URLSearchParams(searchOf(url));
    return {
      query: sent.get('query'),
      variables: parsed(sent.get('variables')),
      extensions: parsed(sent.get('extensions')),
    };
  }
  return typeof json === 'object' && json !== null ? json : {};
}

/** From the question mark on; empty without one. */
export function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? undefined : (JSON.parse(text) as unknown);
  } catch {
    return undefined;
  }
}
