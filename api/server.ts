/** The HTTP server: what answers at which path. Everything behind `/graphql` needs a signed-in caller. */
import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import express, { type ErrorRequestHandler } from 'express';
import type { Logger } from 'pino';
import { type SignIn, signInOf } from './access/sign-in.ts';
import { issuerOrigins } from './access/sign-in-ways.ts';
import type { Config } from './settings/config-values.ts';
import type { Database } from './database/transaction.ts';
import { graphqlEndpoint } from './graphql-endpoint.ts';
import { answerFault } from './http-errors.ts';
import { requestLog } from './log/request-log.ts';
import type { Tls } from './tls.ts';
import { cors } from './web/cors.ts';
import { securityHeaders } from './web/security-headers.ts';
import { webPages } from './web/web-pages.ts';

export interface ServerDependencies {
  readonly database: Database;
  readonly config: Config;
  /** The embedded demo: its users sign in by name, on the loopback address only. */
  readonly demo: boolean;
  /** Where secrets are kept between starts. */
  readonly dataFolder?: string;
  readonly log: Logger;
  /** Answer https. */
  readonly tls?: Tls;
}

export interface RunningServer {
  readonly url: string;
  readonly signIn: SignIn['way'];
  /** Answers what was asked, then closes. */
  stop(): Promise<void>;
}

const GRAPHQL = '/graphql';

export async function startServer(deps: ServerDependencies): Promise<RunningServer> {
  const { config, database, log } = deps;
  const app = express();
  const { tls } = deps;
  const limits = connectionLimits(config);
  const http = tls ? createTlsServer({ ...limits, ...tls, handshakeTimeout: config.headersMs }) : createServer(limits);
  http.maxConnections = config.connections;
  // A connection on which nothing moves for longer than any operation takes.
  http.setTimeout(config.operationMs + config.statementTimeoutMs);
  app.disable('x-powered-by');
  const secure = securityHeaders({ hsts: tls !== undefined && tls.ownCertificate === undefined });
  const answersPreflight = cors(config.corsOrigins ?? []);
  app.use((request, response, next) => {
    secure(response, request.path);
    if (!answersPreflight(request, response)) next();
  });
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  app.get('/readyz', async (_request, response) => {
    const isReady = await database.isReady();
    response.status(isReady ? 200 : 503).json({ status: isReady ? 'ready' : 'the database does not answer' });
  });
  const { authenticator, router, way } = await signInOf(deps);
  const beginLine = requestLog(log);
  app.use(['/graphql', '/auth'], (request, response, next) => {
    beginLine(request, response, request.baseUrl);
    next();
  });
  app.use('/auth', router);
  const fault = answerFault(log);
  const graphql = await graphqlEndpoint({ config, database, authenticator, http, log, answerFault: fault });
  app.get('/', (_request, response) => void response.redirect('/workbench'));
  app.use(webPages({ frameAncestors: config.frameAncestors, issuerOrigins: issuerOrigins(config) }));
  app.use('/graphql', (request, response) => graphql.answer(request, response));
  app.use((_request, response) => void response.status(404).json({ error: 'There is nothing here.' }));
  app.use(((error, request, response, _next) => fault(error, request, response)) satisfies ErrorRequestHandler);
  http.on('request', (request, response) => {
    // As programs ask. The way through Express comes to the same, by way of a dozen routes that this is not.
    if (request.method !== 'POST' || request.url !== GRAPHQL) {
      app(request, response);
      return;
    }
    secure(response, GRAPHQL);
    answersPreflight(request, response);
    beginLine(request, response, GRAPHQL);
    void graphql.answer(request, response);
  });
  const address = await listen(http, config);
  return { url: `${tls ? 'https' : 'http'}://${address}`, signIn: way, stop: () => graphql.stop() };
}

/** Who says nothing, or says it slowly, is closed; so that many of them leave room for others. */
const connectionLimits = ({ headersMs, requestMs, idleMs }: Config): ServerOptions => ({
  headersTimeout: Math.min(headersMs, requestMs),
  requestTimeout: requestMs,
  keepAliveTimeout: idleMs,
  connectionsCheckingInterval: Math.min(5_000, Math.ceil(headersMs / 2)),
});

async function listen(http: Server, { host, port }: Config): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });
  const address = http.address() as AddressInfo;
  return `${host.includes(':') ? `[${host}]` : host}:${address.port}`;
}
