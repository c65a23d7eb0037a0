/**
 * Requests from several connections at once, each sending its next as soon as the last is answered. Over bare sockets: what
 * this costs is taken from the contender, since they share the machine.
 */
import { connect, type Socket } from 'node:net';
import type { HttpRequest } from './http.ts';
import { quantile } from './statistics.ts';

export interface Throughput {
  readonly requests: number;
  readonly perSecond: number;
  /** 99 of 100 requests took no longer. */
  readonly p99Ms: number;
}

const HEADERS_END = Buffer.from('\r\n\r\n');
const LAST_CHUNK = Buffer.from('0\r\n\r\n');

/** @throws Error for an answer that is not 200 */
export async function load(
  requests: readonly HttpRequest[],
  o: { connections: number; ms: number },
): Promise<Throughput> {
  const messages = requests.map(messageOf);
  const { hostname, port } = new URL(requests[0]?.url ?? '');
  const times: number[] = [];
  const began = performance.now();
  const end = began + o.ms;
  await Promise.all(
    Array.from({ length: o.connections }, async (_, connection) => {
      const socket = connect(Number(port), hostname).setNoDelay();
      try {
        for (let i = connection; performance.now() < end; i++) {
          const sent = performance.now();
          await exchange(socket, messages[i % messages.length] ?? '');
          times.push(performance.now() - sent);
        }
      } finally {
        socket.destroy();
      }
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  return { requests: times.length, perSecond: times.length / seconds, p99Ms: quantile(times, 0.99) };
}

function messageOf({ url, body, headers = {} }: HttpRequest): string {
  const { host, pathname } = new URL(url);
  const all = { host, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `POST ${pathname} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

/** Sends one request and waits for the whole answer, by its length or its last chunk. */
function exchange(socket: Socket, message: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let received: Buffer = Buffer.alloc(0);
    const settle = (error?: Error): void => {
      socket.off('data', read).off('error', settle).off('close', closed);
      if (error) reject(error);
      else resolve();
    };
    const closed = (): void => settle(new Error('the connection was closed before the answer'));
    const read = (chunk: Buffer): void => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const headers = received.indexOf(HEADERS_END);
      if (headers < 0) return;
      const head = received.toString('latin1', 0, headers);
      const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
      const isWhole =
        length === undefined
          ? received.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)
          : received.length >= headers + HEADERS_END.length + Number(length);
      if (!isWhole) return;
      settle(head.startsWith('HTTP/1.1 200') ? undefined : new Error(received.toString().slice(0, 500)));
    };
    socket.on('data', read).on('error', settle).on('close', closed);
    socket.write(message);
  });
}
