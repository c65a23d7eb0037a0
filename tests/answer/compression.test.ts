import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { IncomingMessage } from 'node:http';
import * as zlib from 'node:zlib';
import { COMPRESSED_FROM } from '../../api/answer/encoding.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { ask, bytesOf } from './raw-request.ts';

let server: TestServer;
let token: string;
beforeAll(async () => {
  server = await startTestServer();
  token = await server.token('admin');
});
afterAll(() => server.stop());

const MATRIX = '{ matrix(request: { kind: ROADMAP, asOf: "2026-11-21" }) { revision rowCount rows } }';
const SMALL = '{ me { name } }';
const { zstdDecompressSync } = zlib as { readonly zstdDecompressSync?: (bytes: Buffer) => Buffer };
const CHEAPEST = zstdDecompressSync ? 'zstd' : 'br';
const DECODERS: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  identity: (bytes) => bytes,
  gzip: zlib.gunzipSync,
  br: zlib.brotliDecompressSync,
  ...(zstdDecompressSync && { zstd: zstdDecompressSync }),
};

const send = (query: string, accepted?: string): Promise<IncomingMessage> =>
  ask(query, { url: server.url, token, headers: accepted === undefined ? {} : { 'accept-encoding': accepted } })
    .response;

async function decoded(response: IncomingMessage): Promise<string> {
  const decode = DECODERS[response.headers['content-encoding'] ?? 'identity'];
  if (!decode) throw new Error('an encoding that nobody asked for');
  return decode(await bytesOf(response)).toString();
}

test.each([
  ['gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br', 'br'],
  ['gzip, deflate, br, zstd', CHEAPEST],
  ['GZIP', 'gzip'],
  ['gzip;q=1.0, br;q=0.5', 'gzip'],
  ['br;q=0.2, gzip;q=0.1', 'br'],
  ['br;q=0, gzip', 'gzip'],
  ['*', CHEAPEST],
  ['*;q=0.5, br;q=0, zstd;q=0', 'gzip'],
  ['identity;q=0.5, gzip', 'gzip'],
  ['identity, gzip;q=0.5', undefined],
  ['deflate', undefined],
  ['gzip;q=0', undefined],
  ['', undefined],
  ['compress, nonsense;q=x', undefined],
])('who accepts "%s" gets %s, and the same answer as everybody', async (accepted, encoding) => {
  const plain = await send(MATRIX);
  const response = await send(MATRIX, accepted);
  expect(response.headers['content-encoding']).toBe(encoding);
  expect(response.headers['vary']).toMatch(/Accept-Encoding/);
  expect(await decoded(response)).toBe(await decoded(plain));
});

test('without the header nothing is compressed, and the length is told', async () => {
  const response = await send(MATRIX);
  expect(response.headers['content-encoding']).toBeUndefined();
  expect(response.headers['vary']).toMatch(/Accept-Encoding/);
  const body = await bytesOf(response);
  expect(Number(response.headers['content-length'])).toBe(body.length);
  expect(body.length).toBeGreaterThan(COMPRESSED_FROM);
});

test('a small answer is left as it is, unless that is refused', async () => {
  expect((await send(SMALL, 'gzip, br')).headers['content-encoding']).toBeUndefined();
  const refused = await send(SMALL, 'gzip, identity;q=0');
  expect(refused.headers['content-encoding']).toBe('gzip');
  expect(JSON.parse(await decoded(refused))).toEqual({ data: { me: { name: 'Demo administrator' } } });
});

test('an error is an answer like any other', async () => {
  const response = await send('{ nonsense }', 'gzip, identity;q=0');
  expect(response.statusCode).toBe(400);
  expect(JSON.parse(await decoded(response))).toMatchObject({
    errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
  });
});
