/**
 * Faults around a push, at the built product in production: an answer that is cut off, a pool without a free connection, a
 * statement that takes too long. Whoever sends the same again, under the same key, has written once.
 *
 * A lock that the owner holds makes the server stand still where it is wanted; a proxy of ours cuts the answers.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server } from 'node:net';
import pg from 'pg';
import { TestIssuer } from '../support/issuer.ts';
import { type Production, startProduction } from '../support/production.ts';
import { endServerProcesses } from '../support/server-process.ts';
import { Callers, isApplied } from '../support/signed-in-caller.ts';

let issuer: TestIssuer;
let product: Production;
let callers: Callers;

beforeAll(async () => {
  issuer = await TestIssuer.start();
  product = await startProduction({
    ...{ OIDC_ISSUER: issuer.url, OIDC_AUDIENCE: 'marketgrid', DATABASE_POOL_SIZE: '2' },
    ...{
      DATABASE_CONNECTION_TIMEOUT_MS: '300',
      DATABASE_STATEMENT_TIMEOUT_MS: '3000',
      DATABASE_LOCK_TIMEOUT_MS: '60000',
    },
  });
  callers = new Callers(product.url, issuer);
  // The first sight of a token is a write of its own.
  await callers.ask('product', '{ me { name } }');
});
afterAll(async () => {
  await product?.stop();
  await endServerProcesses();
  await issuer?.stop();
});

const written = async (title: string): Promise<number> =>
  (await product.db.owner(`SELECT FROM roadmap_item WHERE title = $1`, [title])).length;

/** While it is held no push gets on. */
async function holdWriters(): Promise<{ release(): Promise<void> }> {
  const client = new pg.Client(product.db.ownerUrl);
  await client.connect();
  await client.query('BEGIN; SELECT FROM revision FOR UPDATE');
  return {
    async release() {
      await client.query('ROLLBACK');
      await client.end();
    },
  };
}

/** Lets requests through, and no answer. */
async function cuttingProxy(): Promise<Server> {
  const proxy = createServer((socket) => {
    const server = connect(Number(new URL(product.url).port), '127.0.0.1');
    socket.on('error', () => undefined).pipe(server);
    server
      .on('error', () => undefined)
      .once('data', () => {
        server.destroy();
        socket.destroy();
      });
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return proxy;
}

test('an answer that is cut off: the same push again is told what was written, and writes nothing', async () => {
  const proxy = await cuttingProxy();
  const cut = new Callers(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`, issuer);
  for (let i = 0; i < 20; i++) {
    const key = crypto.randomUUID();
    await expect(cut.insertItem(`cut ${i}`, key)).rejects.toThrow();
    expect(isApplied(await callers.insertItem(`cut ${i}`, key))).toBe(true);
    expect(await written(`cut ${i}`)).toBe(1);
  }
  // Control: under a key of its own it is another push. Without keys every cut would be a duplicate.
  await expect(cut.insertItem('control')).rejects.toThrow();
  expect(isApplied(await callers.insertItem('control'))).toBe(true);
  expect(await written('control')).toBe(2);
  proxy.close();
});

test('a pool without a free connection: who finds none is told so soon, and nothing is lost or written twice', async () => {
  const keys = Array.from({ length: 12 }, () => crypto.randomUUID());
  const hold = await holdWriters();
  const first = await Promise.all(keys.map((key, i) => callers.insertItem(`pool ${i}`, key)));
  await hold.release();
  const codes = new Set(first.flatMap((answer) => answer.codes));
  // Those that had a connection waited for the writer before them, longer than a statement may.
  expect([...codes].sort()).toEqual(['TIMEOUT', 'UNAVAILABLE']);
  expect(first.filter(({ codes: [code] }) => code === 'UNAVAILABLE').length).toBeGreaterThanOrEqual(8);
  expect(first.map(({ status }) => status)).not.toContain(500);
  expect(await written('pool 0')).toBe(0);
  for (const [i, key] of keys.entries()) {
    expect(isApplied(await callers.insertItem(`pool ${i}`, key))).toBe(true);
    expect(await written(`pool ${i}`)).toBe(1);
  }
});

test('a statement that takes too long: nothing of the push is there, and the same push goes through afterwards', async () => {
  const key = crypto.randomUUID();
  const hold = await holdWriters();
  const late = await callers.insertItem('late', key);
  expect(late.codes).toEqual(['TIMEOUT']);
  expect(await written('late')).toBe(0);
  await hold.release();
  expect(isApplied(await callers.insertItem('late', key))).toBe(true);
  expect(await written('late')).toBe(1);
});
