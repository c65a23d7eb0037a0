/** Ports of the loopback address. */
import { createServer } from 'node:net';

/** Resolves to the port that could be listened on (a free one for 0). @throws the system's error, such as `EADDRINUSE`. */
export function tryPort(port: number, host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port));
    });
  });
}

/** `preferred` when it is free, else any free port. */
export function freePort(preferred = 0): Promise<number> {
  return tryPort(preferred).catch(() => tryPort(0));
}
