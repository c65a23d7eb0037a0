/** A bare node:http server for contenders that have no framework: JSON in, text out. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handler = (body: Record<string, unknown>) => Promise<string>;

/** Writes the address that it listens on, as contenders do. */
export function serveJson(handlers: Readonly<Record<string, Handler>>): void {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => {
      const handler = handlers[request.url ?? ''];
      const body = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
      const answer = handler ? handler(body) : Promise.reject(new Error(`nothing at ${request.url}`));
      const send = (status: number, text: string): void => {
        response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
        response.end(text);
      };
      answer.then(
        (text) => send(200, text),
        (error: unknown) => send(500, String(error)),
      );
    });
  });
  server.keepAliveTimeout = 60_000;
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql\n`);
  });
}
