import { GraphQLError } from 'graphql';
import { REQUEST_ERRORS, type RequestErrorCode } from '../schema/errors/request-error.ts';

/**
 * A refusal of a whole request: `errors[].extensions.code` is from the closed list, `nextStep` says what to do. For what
 * an analyst can mend in a cell there are rejections instead.
 */
export class RequestError extends GraphQLError {
  readonly code: RequestErrorCode;
  /** Of the HTTP answer; undefined for errors of a field, which leave it at 200. */
  readonly status: number | undefined;

  constructor(code: RequestErrorCode, message?: string, status?: number) {
    const [sentence, nextStep] = REQUEST_ERRORS[code];
    const http = status === undefined ? {} : { http: { status } };
    super(message ?? sentence, { extensions: { code, nextStep, ...http } });
    this.code = code;
    this.status = status;
  }
}
