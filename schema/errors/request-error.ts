/**
 * The closed list of `errors[].extensions.code`: what is not the analyst's to correct in a cell (expected refusals are
 * `rejections` in the result instead). The GRAPHQL_ and BAD_REQUEST codes are those of Apollo Server, kept as they are.
 */
export const REQUEST_ERRORS = {
  UNAUTHENTICATED: ['You are not signed in, or your sign-in has expired.', 'Sign in again.'],
  FORBIDDEN: ['You may not read or do this.', 'Ask an administrator for access.'],
  BAD_USER_INPUT: ['The request holds a value that cannot be understood.', 'Correct the value and send it again.'],
  IDEMPOTENCY_KEY_REUSED: [
    'The idempotency key was used before, with another input.',
    'Send the new input with a new key, or the first input again.',
  ],
  PLAN_REQUIRED: ['It is unclear which budget plan is meant.', 'Choose a plan in the filter.'],
  VIEW_CHANGED: [
    'The columns or the day of this view are no longer those that were pulled.',
    'Pull again; the edits are kept and compared.',
  ],
  LIMIT_EXCEEDED: ['The request asks for more than the server answers at once.', 'Ask for less, or in parts.'],
  RATE_LIMITED: ['You have sent too many requests in a short time.', 'Wait a moment, then try again.'],
  NOT_FOUND: ['What was asked for does not exist, or you have no access to it.', 'Check the code or the revision.'],
  BAD_REQUEST: ['The request is not a GraphQL request.', 'Send a query or mutation as JSON by POST.'],
  GRAPHQL_PARSE_FAILED: ['The query is not GraphQL.', 'Correct its syntax.'],
  GRAPHQL_VALIDATION_FAILED: ['The query does not fit the schema.', 'Correct its fields, arguments and types.'],
  UNAVAILABLE: ['The server cannot reach its database just now.', 'Try again in a minute.'],
  TIMEOUT: ['The request took too long and was given up; nothing was written.', 'Try again, or ask for less.'],
  INTERNAL: ['Something went wrong on the server.', 'Try again; if it persists, report the error id.'],
} as const satisfies Readonly<Record<string, readonly [message: string, nextStep: string]>>;

export type RequestErrorCode = keyof typeof REQUEST_ERRORS;

export const isRequestErrorCode = (code: unknown): code is RequestErrorCode =>
  typeof code === 'string' && Object.hasOwn(REQUEST_ERRORS, code);
