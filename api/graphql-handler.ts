/** One request to `/graphql`: from Express to Apollo, and from its result to what is sent. */
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { signedInAs } from './access/authentication.ts';
import { ReaderStalled } from './answer/patient-writer.ts';
import { sendAnswer } from './answer/send-answer.ts';
import type { Config } from './config.ts';
import { type Context, operationContext } from './context.ts';
import type { Database } from './database/transaction.ts';
import { expectedCode } from './graphql-errors.ts';
import { traceOf } from './log/request-log.ts';
import { type AnswerText, withAnswerText } from './matrix/raw-json.ts';
import { RequestError } from './request-error.ts';

export interface HandlerOptions {
  readonly apollo: ApolloServer<Context>;
  readonly database: Database;
  readonly config: Pick<Config, 'operationMs' | 'stalledMs'>;
  readonly log: Logger;
}

/** Apollo's own integration with Express would hold each answer whole, and hash it for an ETag that nobody can use. */
export function graphqlHandler({ apollo, database, config, log }: HandlerOptions): RequestHandler {
  return async (request, response) => {
    const who = signedInAs(request);
    if (!who) throw new RequestError('UNAUTHENTICATED', undefined, 401);
    const gone = goneSignal(response);
    const operation = operationContext(database, who.caller, { timeoutMs: config.operationMs, signal: gone });
    const context = { ...operation, trace: traceOf(request) };
    try {
      const text = await answerOf(apollo, { request, response, context });
      // A transaction that nothing more is read from ends while the answer is sent.
      if (!text.some(({ rest }) => rest)) void context.close();
      await sendAnswer(text, { request, response, gone, stalledMs: config.stalledMs });
    } catch (error) {
      if (!response.headersSent) throw error;
      noteBreak(error, { request, gone, log });
    } finally {
      await context.close();
    }
  };
}

/** Fires when the connection closes before the answer has been sent. */
function goneSignal(response: Response): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

interface Exchange {
  readonly request: Request;
  readonly response: Response;
  readonly context: Context;
}

/** Runs the operation, and sets the head of the response. */
async function answerOf(apollo: ApolloServer<Context>, { request, response, context }: Exchange): Promise<AnswerText> {
  const [answer, text] = await withAnswerText(() =>
    apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method,
        headers: headersOf(request),
        search: searchOf(request.url),
        body: request.body as unknown,
      },
      context: () => Promise.resolve(context),
    }),
  );
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  return text ?? [{ held: [completeBody(answer)] }];
}

function headersOf({ headers }: Request): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function searchOf(url: string): string {
  const at = url.indexOf('?');
  return at < 0 ? '' : url.slice(at);
}

function completeBody({ body }: HTTPGraphQLResponse): string {
  // @defer and @stream are not in the schema.
  if (body.kind !== 'complete') throw new Error('there is no incremental delivery here');
  return body.string;
}

/** An answer that broke off after its first byte: the reader sees a connection that ends in the middle of it. */
function noteBreak(error: unknown, o: { request: Request; gone: AbortSignal; log: Logger }): void {
  // Whoever has gone is in the log as such.
  if (o.gone.aborted && !(error instanceof ReaderStalled)) return;
  const code = error instanceof ReaderStalled ? 'STALLED' : expectedCode(error);
  traceOf(o.request).errors = [code ?? 'INTERNAL'];
  if (code === null) o.log.error({ err: error }, 'an answer broke off');
}
