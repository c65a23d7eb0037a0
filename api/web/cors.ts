/**
 * Which pages of other origins may ask the API (fetch.spec.whatwg.org, CORS protocol): those of a closed list, and without
 * credentials, since tokens travel in a header. To all others no header is sent, so that their browser keeps the answer.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setAll } from './security-headers.ts';

const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers':
    'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id',
  'Access-Control-Max-Age': '7200',
} as const;
const EXPOSED = 'retry-after, x-request-id';

/** Answers whether the request was a preflight, which then is answered. */
export const cors = (origins: readonly string[]): ((request: IncomingMessage, response: ServerResponse) => boolean) => {
  const allowed = new Set(origins);
  return (request, response) => {
    response.appendHeader('Vary', 'Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (isAllowed) {
      setAll(response, { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED });
    }
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (!isPreflight) return false;
    if (isAllowed) setAll(response, ALLOWED);
    response.writeHead(204).end();
    return true;
  };
};
