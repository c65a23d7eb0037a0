/** The HTTP server: what answers at which path. Everything behind `/graphql` needs a signed-in caller. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { Logger } from 'pino';
import { demoSignIn } from './access/demo-sign-in.ts';
import { type Authenticator, noSignIn } from './access/authenticator.ts';
import type { Config } from './config.ts';
import type { Database } from './database/transaction.ts';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import { answerBadRequest } from './http-errors.ts';
import { webPages } from './web/web-pages.ts';

export interface ServerDependencies {
  readonly database: Database;
  readonly config: Config;
  /** The embedded demo: its users sign in by name, on the loopback address only. */
  readonly demo: boolean;
  /** Where secrets are kept between starts. */
  readonly dataFolder?: string;
  readonly log: Logger;
}

export interface RunningServer {
  readonly url: string;
  /** False: there is no way to sign in, so that nobody is answered. */
  readonly hasSignIn: boolean;
  /** Answers what was asked, then closes. */
  stop(): Promise<void>;
}

export async function startServer(deps: ServerDependencies): Promise<RunningServer> {
  const { config, database, log } = deps;
  const app = express();
  const http = createServer(app);
  app.disable('x-powered-by');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const isReady = await database.isReady();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'the database does not answer' });
  });
  const authenticator = await signIn(app, deps);
  const graphql = await graphqlEndpoint({ database, authenticator, http, log });
  app.get('/', (_request, response) => void response.redirect('/workbench'));
  app.use(webPages());
  app.use('/graphql', graphql.router);
  app.use((_request, response) => void response.status(404).json({ error: 'There is nothing here.' }));
  app.use(answerBadRequest(log));
  const url = await listen(http, config);
  return { url, hasSignIn: authenticator !== noSignIn, stop: () => graphql.stop() };
}

async function signIn(app: express.Express, { demo, config, dataFolder }: ServerDependencies): Promise<Authenticator> {
  if (!demo || dataFolder === undefined || !isLoopback(config.host)) return noSignIn;
  const { authenticator, router } = await demoSignIn(dataFolder);
  app.use('/auth/demo', router);
  return authenticator;
}

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

async function listen(http: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const address = http.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
