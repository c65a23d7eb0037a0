/** One request to `/graphql` that has passed all guards: to Apollo, or past it, and from the result to what is sent. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ApolloServer, HeaderMap, type HTTPGraphQLResponse } from '@apollo/server';
import type { Logger } from 'pino';
import type { SignedIn } from './access/authentication.ts';
import { ReaderStalled } from './answer/patient-writer.ts';
import { sendAnswer } from './answer/send-answer.ts';
import type { Config } from './config.ts';
import { type Context, operationContext } from './context.ts';
import type { Database } from './database/transaction.ts';
import type { AnswerKnown } from './direct-answers.ts';
import { expectedCode } from './graphql-errors.ts';
import { searchOf } from './limits/body-guard.ts';
import { traceOf } from './log/request-log.ts';
import { type AnswerText, takeAnswer } from './matrix/raw-json.ts';

export interface HandlerOptions {
  readonly apollo: ApolloServer<Context>;
  readonly known: AnswerKnown;
  readonly database: Database;
  readonly config: Pick<Config, 'operationMs' | 'stalledMs'>;
  readonly log: Logger;
}

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly who: SignedIn;
  /** The JSON of the body, judged; undefined for a GET. */
  readonly body: unknown;
}

/** Apollo's own integration with Express would hold each answer whole, and hash it for an ETag that nobody can use. */
export function graphqlHandler(o: HandlerOptions): (exchange: Exchange) => Promise<void> {
  const { database, config, log } = o;
  return async (exchange) => {
    const { request, response, who } = exchange;
    const gone = goneSignal(response);
    const operation = operationContext(database, who.caller, { timeoutMs: config.operationMs, signal: gone });
    const context = { ...operation, trace: traceOf(request) };
    try {
      const text = await (answerKnown(o.known, exchange, context) ?? apolloAnswer(o.apollo, exchange, context));
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

/** For these Apollo answers with this; what other values of `Accept` come to it knows. */
const TAKING_JSON: ReadonlySet<string | undefined> = new Set([undefined, '*/*', 'application/json']);
const JSON_TYPE = 'application/json; charset=utf-8';

function answerKnown(
  known: AnswerKnown,
  { request, response, body }: Exchange,
  context: Context,
): ReturnType<AnswerKnown> {
  if (request.method !== 'POST' || !TAKING_JSON.has(request.headers.accept)) return undefined;
  const answer = known(body, context);
  if (answer) response.setHeader('Content-Type', JSON_TYPE);
  return answer;
}

/** Fires when the connection closes before the answer has been sent. */
function goneSignal(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort();
  });
  return controller.signal;
}

/** Runs the operation, and sets the head of the response. */
async function apolloAnswer(
  apollo: ApolloServer<Context>,
  { request, response, body }: Exchange,
  context: Context,
): Promise<AnswerText> {
  const { method = '', url = '' } = request;
  const answer = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method, headers: headersOf(request), search: searchOf(url), body },
    context: () => Promise.resolve(context),
  });
  response.statusCode = answer.status ?? 200;
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  return takeAnswer(completeBody(answer));
}

function headersOf({ headers }: IncomingMessage): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}

function completeBody({ body }: HTTPGraphQLResponse): string {
  // @defer and @stream are not in the schema.
  if (body.kind !== 'complete') throw new Error('there is no incremental delivery here');
  return body.string;
}

/** An answer that broke off after its first byte: the reader sees a connection that ends in the middle of it. */
function noteBreak(error: unknown, o: { request: IncomingMessage; gone: AbortSignal; log: Logger }): void {
  // Whoever has gone is in the log as such.
  if (o.gone.aborted && !(error instanceof ReaderStalled)) return;
  const code = error instanceof ReaderStalled ? 'STALLED' : expectedCode(error);
  const trace = traceOf(o.request);
  trace.errors = [code ?? 'INTERNAL'];
  if (code === null) o.log.error({ requestId: trace.requestId, err: error }, 'an answer broke off');
}
