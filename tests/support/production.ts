/** The built product as it runs in production: a process of its own, an outside PostgreSQL, people who sign in at an issuer. */
import { freshDatabase, type TestDatabase } from './database.ts';
import { type ServerProcess, startServerProcess } from './server-process.ts';

export interface Production {
  readonly url: string;
  readonly db: TestDatabase;
  readonly process: ServerProcess;
  stop(): Promise<void>;
}

/** Over the demo portfolio, whose users exist without a way to sign in by name. `env`: the issuer's settings, and limits. */
export async function startProduction(env: Readonly<Record<string, string>>): Promise<Production> {
  const db = await freshDatabase({ demo: true });
  const process = await startServerProcess({ env: { NODE_ENV: 'production', DATABASE_URL: db.url, ...env } });
  const { url } = process;
  if (url === undefined) throw new Error(`the server does not start: ${process.output().stderr}`);
  return {
    ...{ url, db, process },
    async stop() {
      await process.end('SIGTERM');
      await db.drop();
    },
  };
}
