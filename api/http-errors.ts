/** Faults of HTTP itself, before GraphQL sees the request: always JSON, never a stack. */
import type { ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { REQUEST_ERRORS } from '../schema/errors/request-error.ts';

interface HttpFault {
  readonly status?: number;
  readonly type?: string;
}

export const answerBadRequest =
  (log: Logger): ErrorRequestHandler =>
  (error: HttpFault, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = error.status !== undefined && error.status >= 400 && error.status < 500 ? error.status : 500;
    if (status === 500) log.error({ err: error }, 'a request failed');
    const code = status === 413 ? 'LIMIT_EXCEEDED' : status === 500 ? 'INTERNAL' : 'BAD_REQUEST';
    const [sentence, nextStep] = REQUEST_ERRORS[code];
    const message = status === 413 ? 'The request is larger than 10 MB.' : sentence;
    response.status(status).json({ errors: [{ message, extensions: { code, nextStep } }] });
  };
