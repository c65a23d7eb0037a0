/** What is judged of a request to `/graphql` by HTTP alone, before anyone asks who sends it and what it says. */
import type { Request, RequestHandler } from 'express';
import { refuseSize } from '../http-errors.ts';
import { RequestError } from '../request-error.ts';
import type { RequestLimits } from './limits.ts';

/**
 * A form of another site can send only these without asking first (fetch.spec.whatwg.org, CORS-safelisted request-header),
 * or a GET without any header of its own: such requests are not answered, whoever sends them.
 */
const HEADERS_OF_PROGRAMS = ['apollo-require-preflight', 'x-apollo-operation-name'];

export const requestGuard =
  (limits: RequestLimits): RequestHandler =>
  (request, response, next) => {
    if (request.method !== 'GET' && request.method !== 'POST') {
      response.set('Allow', 'GET, POST');
      throw new RequestError('BAD_REQUEST', undefined, 405);
    }
    if (!isOfProgram(request)) {
      throw new RequestError(
        'BAD_REQUEST',
        `Send queries by POST with the content type application/json; a GET needs one of the headers ${HEADERS_OF_PROGRAMS.join(', ')}.`,
        400,
      );
    }
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limits.pushBytes) refuseSize(limits.pushBytes);
    next();
  };

function isOfProgram(request: Request): boolean {
  if (request.method === 'POST') return Boolean(request.is('application/json'));
  return HEADERS_OF_PROGRAMS.some((name) => Boolean(request.headers[name])) || Boolean(request.is('application/json'));
}
