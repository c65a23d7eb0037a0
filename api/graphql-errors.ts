/** The one place that turns an exception into an answer: expected ones keep their code, all others get an error id. */
import type { ApolloServerOptions, BaseContext } from '@apollo/server';
import { ApolloServerErrorCode, unwrapResolverError } from '@apollo/server/errors';
import type { GraphQLFormattedError } from 'graphql';
import { DatabaseError } from 'pg';
import type { Logger } from 'pino';
import { isRequestErrorCode, REQUEST_ERRORS, type RequestErrorCode } from '../schema/errors/request-error.ts';
import { CommitUnknown, Interrupted, NotSignedIn } from './database/database-errors.ts';
import { isConnectionLoss, isPoolExhausted } from './database/failures.ts';
import { requestIdOf } from './log/request-log.ts';
import { codeOf } from './startup-fault.ts';

/** graphql-js (execution/values.ts) gives up on variables after 50 faults, with an error that has no code. */
const TOO_MANY_FAULTS = 'Too many errors processing variables';

type Format = NonNullable<ApolloServerOptions<BaseContext>['formatError']>;

export const safeError =
  (log: Logger): Format =>
  (formatted, thrown) => {
    const error = unwrapResolverError(thrown);
    const code = formatted.extensions?.['code'];
    if (isRequestErrorCode(code) && code !== 'INTERNAL') return withNextStep(formatted, code);
    if (code === ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE) return withNextStep(formatted, 'BAD_REQUEST');
    if (formatted.message.startsWith(TOO_MANY_FAULTS)) return answer('BAD_USER_INPUT', formatted);
    const known = expectedCode(error);
    if (known) return answer(known, formatted);
    const errorId = crypto.randomUUID();
    log.error({ requestId: requestIdOf(thrown), err: error, errorId }, 'an operation failed');
    return { ...answer('INTERNAL', formatted), extensions: { ...answer('INTERNAL', formatted).extensions, errorId } };
  };

/** Apollo's own errors bring a message that names the field or argument; the next step is ours. */
function withNextStep(formatted: GraphQLFormattedError, code: RequestErrorCode): GraphQLFormattedError {
  const { stacktrace: _, ...extensions } = formatted.extensions ?? {};
  return {
    ...formatted,
    message: withoutHint(formatted.message),
    extensions: { nextStep: REQUEST_ERRORS[code][1], ...extensions, code },
  };
}

/** graphql-js proposes names of the schema that are near to a wrong one; a schema is not to be guessed at. */
const withoutHint = (message: string): string => {
  const told = message.replace(/ ?Did you mean .*$/s, '');
  // It repeats names and values that were sent.
  return told.length > LONGEST ? `${told.slice(0, LONGEST)}…` : told;
};
const LONGEST = 300;

function answer(code: RequestErrorCode, { locations, path }: GraphQLFormattedError): GraphQLFormattedError {
  const [message, nextStep] = REQUEST_ERRORS[code];
  return { message, ...(locations && { locations }), ...(path && { path }), extensions: { code, nextStep } };
}

/** PostgreSQL's conditions that are nobody's fault (www.postgresql.org/docs, appendix A). */
const SQLSTATES: Readonly<Record<string, RequestErrorCode>> = {
  '57014': 'TIMEOUT', // query_canceled: statement_timeout
  '55P03': 'TIMEOUT', // lock_not_available: lock_timeout
  '25P03': 'TIMEOUT', // idle_in_transaction_session_timeout
  '57P01': 'UNAVAILABLE', // admin_shutdown
  '57P03': 'UNAVAILABLE', // cannot_connect_now
  '53300': 'UNAVAILABLE', // too_many_connections
  '40001': 'UNAVAILABLE', // serialization_failure, retries used up
  '40P01': 'UNAVAILABLE', // deadlock_detected, retries used up
  '22021': 'BAD_USER_INPUT', // character_not_in_repertoire: a NUL in a filter or an argument
  '42501': 'FORBIDDEN', // insufficient_privilege: a row-level security policy refused a write
  ECONNREFUSED: 'UNAVAILABLE',
  ECONNRESET: 'UNAVAILABLE',
};

/** A key that stands at a change set which its author does not see here, as with a service token of other markets. */
const KEY_OF_AUTHOR = 'change_set_author_id_idempotency_key_key';

/** The code of what can happen to any operation; null for what nobody expected. */
export function expectedCode(error: unknown): RequestErrorCode | null {
  if (error instanceof NotSignedIn) return 'UNAUTHENTICATED';
  if (
    error instanceof Interrupted ||
    error instanceof CommitUnknown ||
    isConnectionLoss(error) ||
    isPoolExhausted(error)
  )
    return 'UNAVAILABLE';
  if (error instanceof DatabaseError && error.constraint === KEY_OF_AUTHOR) return 'IDEMPOTENCY_KEY_REUSED';
  const code = codeOf(error);
  return (code !== undefined && SQLSTATES[code]) || null;
}
