/** One request at a time over a connection that is kept, timed from its first byte to the last of the answer. */
import { Agent, request, type IncomingHttpHeaders } from 'node:http';

export interface HttpRequest {
  readonly url: string;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** As sent: compressed, where it was. */
  readonly bytes: number;
  readonly wallMs: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/**
 * A server may close a kept connection at the very moment at which it is used again; then the request was not taken, and is
 * sent anew (nodejs.org/api/http.html, request.reusedSocket).
 * @throws Error for a status other than 200, with the beginning of the answer
 */
export function post(o: HttpRequest): Promise<HttpAnswer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request(o.url, {
      method: 'POST',
      agent,
      headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(o.body), ...o.headers },
    });
    sent.on('error', (error: NodeJS.ErrnoException) => {
      if (sent.reusedSocket && error.code === 'ECONNRESET') post(o).then(resolve, reject);
      else reject(error);
    });
    sent.once('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const wallMs = performance.now() - began;
        const body = Buffer.concat(chunks);
        const status = response.statusCode ?? 0;
        if (status !== 200) reject(new Error(`${o.url} answered ${status}: ${body.toString().slice(0, 500)}`));
        else resolve({ status, headers: response.headers, body, bytes: body.length, wallMs });
      });
    });
    sent.end(o.body);
  });
}

/** Lets no connection keep the process alive. */
export const closeConnections = (): void => agent.destroy();
