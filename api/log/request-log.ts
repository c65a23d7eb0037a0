/** One line for each request to the API: who, what by name, how it ended and how long it took. */
import { randomUUID } from 'node:crypto';
import type { ApolloServerPlugin } from '@apollo/server';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLFormattedError, OperationDefinitionNode } from 'graphql';
import type { Logger } from 'pino';
import type { Context } from '../context.ts';
import type { Trace } from '../trace.ts';

const traces = new WeakMap<IncomingMessage, Trace>();

export function traceOf(request: IncomingMessage): Trace {
  const trace = traces.get(request) ?? {};
  traces.set(request, trace);
  return trace;
}

/** An id of the caller's own, so that logs can be put together; nothing else fits in, a token least of all. */
const REQUEST_ID = /^[\da-f-]{8,36}$/i;
const LONGEST_NAME = 64;

/** Begins the line of a request, which is written when its connection is through with it. */
export type RequestLog = (request: IncomingMessage, response: ServerResponse, route: string) => void;

export const requestLog =
  (log: Logger): RequestLog =>
  (request, response, route) => {
    const began = performance.now();
    const given = String(request.headers['x-request-id'] ?? '');
    const requestId = REQUEST_ID.test(given) ? given : randomUUID();
    traceOf(request).requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    response.once('close', () => {
      const ms = Math.round((performance.now() - began) * 10) / 10;
      const { method } = request;
      const ended = response.writableFinished ? {} : { isCut: true };
      const line = { requestId, method, route, status: response.statusCode, ms, ...ended, ...traceOf(request) };
      if (response.statusCode >= 500) log.warn(line, 'request');
      else log.info(line, 'request');
    });
  };

export const operationLog: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ operation, contextValue: { trace } }) {
        if (trace && operation) noteOperation(trace, operation);
        return Promise.resolve();
      },
      didEncounterErrors({ errors, contextValue: { trace } }) {
        for (const error of errors) attribute(error, trace);
        return Promise.resolve();
      },
      willSendResponse({ response, contextValue: { trace } }) {
        if (trace && response.body.kind === 'single') noteErrors(trace, response.body.singleResult.errors);
        return Promise.resolve();
      },
    }),
};

export function noteOperation(trace: Trace, { operation, name }: OperationDefinitionNode): void {
  trace.kind = operation;
  if (name) trace.operation = name.value.slice(0, LONGEST_NAME);
}

export function noteErrors(trace: Trace, errors: readonly GraphQLFormattedError[] | undefined): void {
  if (errors) trace.errors = [...new Set(errors.map((e) => String(e.extensions?.['code'])))];
}

const requestIds = new WeakMap<object, string>();

/** Notes which request an error is of, for where errors are made safe and no request is at hand. */
export function attribute(error: unknown, trace: Trace | undefined): void {
  if (typeof error === 'object' && error !== null && trace?.requestId !== undefined) {
    requestIds.set(error, trace.requestId);
  }
}

/** The id of the request that an error was attributed to. */
export const requestIdOf = (error: unknown): string | undefined =>
  typeof error === 'object' && error !== null ? requestIds.get(error) : undefined;
