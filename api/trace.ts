/** What is found out on the way of a request. */
export interface Trace {
  requestId?: string;
  /** Subject of the user. */
  user?: string;
  /** Whether he came with a service token. */
  byToken?: boolean;
  kind?: string;
  /** The name that the client gave its operation. */
  operation?: string;
  /** Codes of errors. */
  errors?: string[];
}
