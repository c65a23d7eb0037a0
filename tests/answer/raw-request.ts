/** A request to `/graphql` over a socket of its own, whose answer is neither read nor decoded before somebody does. */
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';

export interface Asked {
  readonly request: http.ClientRequest;
  readonly response: Promise<IncomingMessage>;
}

export interface Asking {
  readonly url: string;
  readonly token: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function ask(query: string, { url, token, headers = {} }: Asking): Asked {
  const request = http.request(`${url}/graphql`, {
    method: 'POST',
    agent: false,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
  });
  request.on('error', () => undefined);
  const response = once(request, 'response').then(([message]) => message as IncomingMessage);
  response.catch(() => undefined);
  request.end(JSON.stringify({ query }));
  return { request, response };
}

export async function bytesOf(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
