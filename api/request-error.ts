import { GraphQLError } from 'graphql';
import { REQUEST_ERRORS, type RequestErrorCode } from '../schema/errors/request-error.ts';

/**
 * A refusal of a whole request: `errors[].extensions.code` is from the closed list, `nextStep` says what to do. For what
 * an analyst can mend in a cell there are rejections instead.
 */
export class RequestError extends GraphQLError {
  readonly code: RequestErrorCode;

  constructor(code: RequestErrorCode, message?: string, status?: number) {
    const [sentence, nextStep] = REQUEST_ERRORS[code];
    const http = status === undefined ? {} : { http: { status } };
    super(message ?? sentence, { extensions: { code, nextStep, ...http } });
    this.code = code;
  }
}
