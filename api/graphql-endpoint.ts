/** `/graphql`: its guards, Apollo Server, one `Context` an operation, and one place that makes errors safe. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import type { Logger } from 'pino';
import { authentication } from './access/authentication.ts';
import type { Authenticator } from './access/authenticator.ts';
import { buildSchema } from './build-schema.ts';
import type { Context } from './context.ts';
import type { Config } from './settings/config-values.ts';
import type { Database } from './database/transaction.ts';
import { directAnswers } from './direct-answers.ts';
import { safeError } from './graphql-errors.ts';
import { graphqlHandler } from './graphql-handler.ts';
import type { AnswerFault } from './http-errors.ts';
import { bodyGuard } from './limits/body-guard.ts';
import { judgeOperation } from './limits/judge-operation.ts';
import { RateLimit } from './limits/rate-limit.ts';
import { bodyReader } from './limits/read-body.ts';
import { mayBeLarge, requestGuard } from './limits/request-guard.ts';
import { Turns } from './limits/turns.ts';
import { weightPlugin } from './limits/weight-plugin.ts';
import { operationLog } from './log/request-log.ts';
import { stringifyResult } from './matrix/raw-json.ts';

export interface EndpointOptions {
  readonly config: Config;
  readonly database: Database;
  readonly authenticator: Authenticator;
  readonly http: Server;
  readonly log: Logger;
  readonly answerFault: AnswerFault;
}

export interface Endpoint {
  /** Judges a request and answers it, also where it fails. */
  answer(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Drains the HTTP server: what was asked is answered. */
  stop(): Promise<void>;
}

export async function graphqlEndpoint({
  config,
  database,
  authenticator,
  http,
  log,
  answerFault,
}: EndpointOptions): Promise<Endpoint> {
  const formatError = safeError(log);
  const direct = directAnswers({ format: formatError, judge: (request) => judgeOperation(request, config) });
  const apollo = new ApolloServer<Context>({
    schema: buildSchema(config),
    // For who is signed in; nobody else gets so far.
    introspection: true,
    hideSchemaDetailsFromClientErrors: true,
    // One tells as much as a hundred, and the answer stays short.
    validationOptions: { maxErrors: 5 },
    // A query that is kept for its hash would be one more thing to fill.
    persistedQueries: false,
    // requestGuard has done it, before it asks who is calling.
    csrfPrevention: false,
    includeStacktraceInErrorResponses: false,
    // main.ts owns the order in which things end.
    stopOnTerminationSignals: false,
    stringifyResult,
    formatError,
    plugins: [
      // It instruments every field: a third of a large answer's time.
      ApolloServerPluginCacheControlDisabled(),
      // They would start by themselves with APOLLO_KEY set, or outside NODE_ENV=production: nothing of ours depends on either.
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      operationLog,
      weightPlugin(config),
      direct.plugin,
    ],
  });
  await apollo.start();
  const rates = new RateLimit(config.requestsPerMinute);
  const guard = requestGuard(config);
  const authenticate = authentication({ authenticator, database, rates });
  const turns = new Turns(config.concurrent);
  // Ten megabytes take seconds of this thread; one after the other they let others in between.
  const large = new Turns(1);
  // A stranger's body is not even read.
  const readBody = bodyReader(config.pushBytes);
  const judgeBody = bodyGuard(config);
  const handle = graphqlHandler({ apollo, known: direct.known, database, config, log });
  return {
    async answer(request, response) {
      try {
        guard(request, response);
        const who = await authenticate(request, response);
        const work = async (): Promise<void> => {
          const body = await readBody(request, response);
          judgeBody(request, body);
          await handle({ request, response, who, body: body.json });
        };
        const isLarge = mayBeLarge(request, config);
        await turns.take(who.subject, response, () => (isLarge ? large.take(who.subject, response, work) : work()));
      } catch (error) {
        answerFault(error, request, response);
      }
    },
    stop: () => apollo.stop(),
  };
}
