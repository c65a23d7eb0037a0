/** Placeholder: answers /healthz and /readyz only. */
import { createServer } from 'node:http';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Database } from './database/transaction.ts';

export interface ServerDependencies {
  readonly database: Database;
  readonly config: Config;
  readonly demo: boolean;
  readonly dataFolder?: string;
  readonly log: Logger;
}

export async function startServer(deps: ServerDependencies): Promise<{ url: string; stop(): Promise<void> }> {
  const { host, port } = deps.config;
  const server = createServer((request, response) => {
    void deps.database.isReady().then((isReady) => {
      response.statusCode = request.url === '/healthz' || (request.url === '/readyz' && isReady) ? 200 : 503;
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    url: `http://${host}:${typeof address === 'object' && address ? address.port : port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
