/** The log: JSON lines, each with the id of the request that it belongs to. No tokens, no values of cells. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.ts';

const requests = new AsyncLocalStorage<{ readonly requestId: string }>();

/** Runs `work`, and all that it starts, under the id of a request. */
export const underRequest = (requestId: string, work: () => void): void => requests.run({ requestId }, work);

export function makeLogger(level: string, destination: DestinationStream): Logger {
  const mixin = (): object => requests.getStore() ?? {};
  return pino({ level, base: null, mixin, serializers: { err: (error: unknown) => loggedError(error) } }, destination);
}
