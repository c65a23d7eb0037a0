/**
 * An error as the log may hold it: where it happened and of what kind, without the values that were on the way. PostgreSQL
 * repeats them in its messages and details ("Key (code)=(…) already exists"), JavaScript within quotes.
 */
import { DatabaseError } from 'pg';

export interface LoggedError {
  readonly type: string;
  readonly message?: string;
  /** Where in the code, without the message that a stack begins with. */
  readonly at?: readonly string[];
  readonly code?: string;
  readonly table?: string;
  readonly column?: string;
  readonly constraint?: string;
  readonly cause?: LoggedError;
}

const MOST_FRAMES = 20;
const MOST_CAUSES = 5;

export function loggedError(thrown: unknown, causes = MOST_CAUSES): LoggedError {
  if (!(thrown instanceof Error)) return { type: typeof thrown };
  const code: unknown = 'code' in thrown ? thrown.code : undefined;
  return {
    type: thrown.constructor.name,
    ...(thrown instanceof DatabaseError ? factsOf(thrown) : { message: withoutValues(thrown.message) }),
    ...(typeof code === 'string' && { code }),
    ...(thrown.stack !== undefined && { at: framesOf(thrown.stack) }),
    ...(thrown.cause !== undefined && causes > 0 && { cause: loggedError(thrown.cause, causes - 1) }),
  };
}

function factsOf({ table, column, constraint }: DatabaseError): Partial<LoggedError> {
  return {
    ...(table !== undefined && { table }),
    ...(column !== undefined && { column }),
    ...(constraint !== undefined && { constraint }),
  };
}

const withoutValues = (message: string): string => message.replace(/(["'`]).*\1/gs, '$1…$1').slice(0, 500);

const framesOf = (stack: string): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, MOST_FRAMES)
    .map((line) => line.trim());
