/** `/graphql`: Apollo Server over Express, one `Context` an operation, and one place that makes errors safe. */
import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { expressMiddleware } from '@as-integrations/express5';
import express, { type Router } from 'express';
import type { Logger } from 'pino';
import { authentication, signedInAs } from './access/authentication.ts';
import type { Authenticator } from './access/authenticator.ts';
import { buildSchema } from './build-schema.ts';
import { type Context, operationContext } from './context.ts';
import type { Database } from './database/transaction.ts';
import { directAnswers } from './direct-answers.ts';
import { safeError } from './graphql-errors.ts';
import { validationRules } from './limits.ts';
import { stringifyResult } from './matrix/raw-json.ts';
import { RequestError } from './request-error.ts';

/** A push of 100,000 cells is about 6 MB. */
const BODY_LIMIT = '10mb';

export interface EndpointOptions {
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

export async function graphqlEndpoint({ database, authenticator, http, log }: EndpointOptions): Promise<Endpoint> {
  const formatError = safeError(log);
  const apollo = new ApolloServer<Context>({
    schema: buildSchema(),
    validationRules: validationRules(),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // main.ts owns the order in which things end.
    stopOnTerminationSignals: false,
    stringifyResult,
    formatError,
    plugins: [
      // It instruments every field: a third of a large answer's time.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: http }),
      endOfOperation,
      directAnswers(formatError),
    ],
  });
  await apollo.start();
  const router = express.Router();
  router.use(authentication({ authenticator, database }));
  router.use(express.json({ limit: BODY_LIMIT }));
  router.use(
    expressMiddleware(apollo, {
      async context({ req }) {
        const who = signedInAs(req);
        if (!who) throw new RequestError('UNAUTHENTICATED', undefined, 401);
        return operationContext(database, who.caller);
      },
    }),
  );
  return { router, stop: () => apollo.stop() };
}

/** The operation's read transaction ends before its answer leaves. */
const endOfOperation: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse: ({ contextValue }) => contextValue.close(),
    }),
};
