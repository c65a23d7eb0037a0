/** What is judged of a request to `/graphql` by HTTP alone, before anyone asks who sends it and what it says. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import typeIs from 'type-is';
import { refuseSize } from '../http-errors.ts';
import { RequestError } from '../request-error.ts';
import type { RequestLimits } from './limits.ts';

/**
 * A form of another site can send only these without asking first (fetch.spec.whatwg.org, CORS-safelisted request-header),
 * or a GET without any header of its own: such requests are not answered, whoever sends them.
 */
const HEADERS_OF_PROGRAMS = ['apollo-require-preflight', 'x-apollo-operation-name'];

/** @throws RequestError BAD_REQUEST, LIMIT_EXCEEDED */
export const requestGuard =
  (limits: RequestLimits) =>
  (request: IncomingMessage, response: ServerResponse): void => {
    if (request.method !== 'GET' && request.method !== 'POST') {
      response.setHeader('Allow', 'GET, POST');
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
  };

function isOfProgram(request: IncomingMessage): boolean {
  const isJson = Boolean(typeIs(request, 'application/json'));
  return isJson || (request.method === 'GET' && HEADERS_OF_PROGRAMS.some((name) => Boolean(request.headers[name])));
}

/** Whether a body is larger than a query may be, as far as its headers tell. */
export const mayBeLarge = ({ headers }: IncomingMessage, { queryBytes }: RequestLimits): boolean =>
  Number(headers['content-length'] ?? 0) > queryBytes ||
  headers['transfer-encoding'] !== undefined ||
  headers['content-encoding'] !== undefined;
