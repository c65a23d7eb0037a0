/** The log: JSON lines, each with the id of the request that it belongs to. No tokens, no values of cells. */
import { type DestinationStream, type Logger, pino } from 'pino';
import { loggedError } from './logged-error.ts';

export function makeLogger(level: string, destination: DestinationStream): Logger {
  return pino({ level, base: null, serializers: { err: (error: unknown) => loggedError(error) } }, destination);
}
