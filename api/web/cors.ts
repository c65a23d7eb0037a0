/**
 * Which pages of other origins may ask the API (fetch.spec.whatwg.org, CORS protocol): those of a closed list, and without
 * credentials, since tokens travel in a header. To all others no header is sent, so that their browser keeps the answer.
 */
import type { RequestHandler } from 'express';

const ALLOWED = {
  'Access-Control-Allow-Methods': 'GET, POST',
  'Access-Control-Allow-Headers':
    'authorization, content-type, apollo-require-preflight, x-apollo-operation-name, x-request-id',
  'Access-Control-Max-Age': '7200',
} as const;
const EXPOSED = 'retry-after, x-request-id';

export const cors = (origins: readonly string[]): RequestHandler => {
  const allowed = new Set(origins);
  return (request, response, next) => {
    response.vary('Origin');
    const { origin } = request.headers;
    const isAllowed = origin !== undefined && allowed.has(origin);
    if (isAllowed) response.set({ 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': EXPOSED });
    const isPreflight = request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
    if (!isPreflight) {
      next();
      return;
    }
    if (isAllowed) response.set(ALLOWED);
    response.status(204).end();
  };
};
