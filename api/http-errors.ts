/** Faults of HTTP itself, before GraphQL sees the request: always JSON in the form of a GraphQL answer, never a stack. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { REQUEST_ERRORS, type RequestErrorCode } from '../schema/errors/request-error.ts';
import { traceOf } from './log/request-log.ts';
import { RequestError } from './request-error.ts';

/** What body-parser throws. */
interface HttpFault {
  readonly status?: number;
  readonly type?: string;
  readonly limit?: number;
}

interface Refusal {
  readonly status: number;
  readonly code: RequestErrorCode;
  readonly message: string;
}

export type AnswerFault = (error: unknown, request: IncomingMessage, response: ServerResponse) => void;

export const answerFault =
  (log: Logger): AnswerFault =>
  (error, request, response) => {
    const trace = traceOf(request);
    if (response.headersSent) {
      // Nobody is to take a part for the whole.
      response.destroy();
      return;
    }
    const { status, code, message } = refusalOf(error);
    trace.errors = [code];
    if (status >= 500 && status !== 503) log.error({ requestId: trace.requestId, err: error }, 'a request failed');
    // RFC 9110, 15.5.2: who says 401 says how to sign in.
    if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    const text = JSON.stringify({ errors: [{ message, extensions: { code, nextStep: REQUEST_ERRORS[code][1] } }] });
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.writeHead(status).end(request.method === 'HEAD' ? undefined : text);
  };

function refusalOf(error: unknown): Refusal {
  if (error instanceof RequestError) return { status: error.status ?? 400, code: error.code, message: error.message };
  const { status: given = 500, limit } = error as HttpFault;
  const status = given >= 400 && given < 500 ? given : 500;
  if (status === 413) return tooLarge(limit ?? 0);
  const code = status === 500 ? 'INTERNAL' : 'BAD_REQUEST';
  return { status, code, message: REQUEST_ERRORS[code][0] };
}

const MEBIBYTE = 1024 * 1024;
const sizeOf = (bytes: number): string => (bytes < MEBIBYTE ? `${bytes} bytes` : `${bytes / MEBIBYTE} MB`);

const tooLarge = (limit: number): Refusal => ({
  status: 413,
  code: 'LIMIT_EXCEEDED',
  message: `The request is larger than ${sizeOf(limit)}.`,
});

/** @throws a RequestError that is answered with 413 */
export function refuseSize(limit: number): never {
  const { code, message, status } = tooLarge(limit);
  throw new RequestError(code, message, status);
}
