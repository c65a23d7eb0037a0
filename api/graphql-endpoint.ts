/** `/graphql`: Apollo Server over Express, one `Context` an operation, and one place that makes errors safe. */
import type { Server } from 'node:http';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import { authentication } from './access/authentication.ts';
import type { Authenticator } from './access/authenticator.ts';
import { buildSchema } from './build-schema.ts';
import type { Context } from './context.ts';
import type { Config } from './config.ts';
import type { Database } from './database/transaction.ts';
import { directAnswers } from './direct-answers.ts';
import { safeError } from './graphql-errors.ts';
import { graphqlHandler } from './graphql-handler.ts';
import { bodyGuard } from './limits/body-guard.ts';
import { RateLimit } from './limits/rate-limit.ts';
import { requestGuard } from './limits/request-guard.ts';
import { weightPlugin } from './limits/weight-plugin.ts';
import { operationLog } from './log/request-log.ts';
import { stringifyResult } from './matrix/raw-json.ts';

export interface EndpointOptions {
  readonly config: Config;
  readonly database: Database;
  readonly authenticator: Authenticator;
  readonly http: Server;
  readonly log: Logger;
}

export interface Endpoint {
  readonly router: Router;
  /** Drains the HTTP server: what was asked is answered. */
  stop(): Promise<void>;
}

export async function graphqlEndpoint({
  config,
  database,
  authenticator,
  http,
  log,
}: EndpointOptions): Promise<Endpoint> {
  const formatError = safeError(log);
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
      directAnswers(formatError),
    ],
  });
  await apollo.start();
  const router = express.Router();
  const rates = new RateLimit(config.requestsPerMinute);
  router.use(requestGuard(config), authentication({ authenticator, database, rates }), ...bodyGuard(config));
  router.use(graphqlHandler({ apollo, database, config, log }));
  return { router, stop: () => apollo.stop() };
}
