/** A refusal as Excel words it: the client raises it as `OfficeExtension.Error` with this code. */
export type HostErrorCode =
  | 'AccessDenied'
  | 'ApiNotFound'
  | 'GeneralException'
  | 'InsertDeleteConflict'
  | 'InvalidArgument'
  | 'InvalidOperation'
  | 'InvalidReference'
  | 'ItemAlreadyExists'
  | 'ItemNotFound'
  | 'NotImplemented';

const SENTENCES: Record<HostErrorCode, string> = {
  AccessDenied: "You can't perform the requested operation.",
  ApiNotFound: 'This host does not model the API that you are trying to use',
  GeneralException: 'There was an internal error while processing the request.',
  InsertDeleteConflict: 'The insert or delete operation attempted resulted in a conflict.',
  InvalidArgument: 'The argument is invalid or missing or has an incorrect format.',
  InvalidOperation: 'The operation attempted is invalid on the object.',
  InvalidReference: 'This reference is not valid for the current operation.',
  ItemAlreadyExists: 'The resource being created already exists.',
  ItemNotFound: "The requested resource doesn't exist.",
  NotImplemented: "The requested feature isn't implemented.",
};

export class HostError extends Error {
  constructor(
    readonly code: HostErrorCode,
    /** `Class.member`, as in the client's `debugInfo.errorLocation`. */
    readonly location: string,
    message: string = SENTENCES[code],
  ) {
    super(message);
  }
}

/** Nothing is ever stubbed: what is not modelled says so, with its name. */
export const apiNotFound = (location: string): HostError =>
  new HostError('ApiNotFound', location, `${SENTENCES.ApiNotFound}: ${location}.`);
