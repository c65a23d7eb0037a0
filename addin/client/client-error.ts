import { isRequestErrorCode, REQUEST_ERRORS, type RequestErrorCode } from '../../schema/errors/request-error.ts';

/** Nobody is signed in, or no longer. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';
  constructor() {
    super(REQUEST_ERRORS.UNAUTHENTICATED[0]);
  }
}

/** No answer: the network, the server or the time-out. A push may or may not have been written. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable';
  constructor(cause: unknown) {
    super('The server cannot be reached.', { cause });
  }
}

/** The server answered with an error of its closed list. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
  readonly nextStep: string;
  constructor(
    readonly code: RequestErrorCode,
    message: string,
    /** To be reported when the fault is the server's. */
    readonly errorId: string | null,
  ) {
    super(message);
    this.nextStep = REQUEST_ERRORS[code][1];
  }
}

interface GraphQLFault {
  readonly message: string;
  readonly extensions?: { readonly code?: unknown; readonly errorId?: unknown };
}

/** The error for what stands in `errors` of a GraphQL answer. */
export function errorFor(fault: GraphQLFault): NotSignedIn | RequestRefused {
  const { code, errorId } = fault.extensions ?? {};
  if (code === 'UNAUTHENTICATED') return new NotSignedIn();
  const known = isRequestErrorCode(code) ? code : 'INTERNAL';
  return new RequestRefused(known, fault.message, typeof errorId === 'string' ? errorId : null);
}
