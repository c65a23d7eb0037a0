/** One line for each request to the API: who, what by name, how it ended and how long it took. */
import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { Request, RequestHandler } from 'express';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import { underRequest } from './logger.ts';

/** What is found out on the way of a request. */
export interface Trace {
  /** Subject of the user. */
  user?: string;
  /** Whether he came with a service token. */
  byToken?: boolean;
  kind?: string;
  /** The name that the client gave its operation. */
  operation?: string;
  /** Codes of errors. */
  errors?: string[];
}

const traces = new WeakMap<Request, Trace>();

export function traceOf(request: Request): Trace {
  const trace = traces.get(request) ?? {};
  traces.set(request, trace);
  return trace;
}

/** An id of the caller's own, so that logs can be put together; nothing else fits in, a token least of all. */
const REQUEST_ID = /^[\da-f-]{8,36}$/i;
const LONGEST_NAME = 64;

export const requestLog =
  (log: Logger): RequestHandler =>
  (request, response, next) => {
    const began = performance.now();
    const given = request.get('x-request-id') ?? '';
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    response.set('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const { method, baseUrl: route } = request;
      const ended = response.writableFinished ? {} : { isCut: true };
      const line = { requestId, method, route, status: response.statusCode, ms, ...ended, ...traceOf(request) };
      if (response.statusCode >= 500) log.warn(line, 'request');
      else log.info(line, 'request');
    });
    underRequest(requestId, next);
  };

export const operationLog: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation, operationName, contextValue: { trace } }) {
        if (trace && operation) trace.kind = operation.operation;
        if (trace && operationName !== null) trace.operation = operationName.slice(0, LONGEST_NAME);
        return Promise.resolve();
      },
      willSendResponse({ response, contextValue: { trace } }) {
        const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined;
        if (trace && errors) trace.errors = [...new Set(errors.map((e) => String(e.extensions?.['code'])))];
        return Promise.resolve();
      },
    }),
};
