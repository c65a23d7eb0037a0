/** What every file about writes sets up: the server with its demo, and the audit, replayed after each test. */
import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.ts';
import { Audit } from './audit.ts';

/** `hand` gets the server before the first test. `users` are signed in by then, for tests that count statements. */
export function useAuditedServer(hand: (server: TestServer) => void, users: readonly string[] = []): void {
  let server: TestServer | undefined;
  let audit: Audit | undefined;
  beforeAll(async () => {
    server = await startTestServer();
    audit = new Audit(server);
    await Promise.all(users.map(server.token));
    hand(server);
  });
  afterAll(() => server?.stop());
  afterEach(() => audit?.check());
}
