/**
 * Something the operator can put right: a taken port, a folder that cannot be written, a wrong setting. `message` is one
 * sentence, without a stack and without a password; the process prints it and exits with 1.
 */
export class StartupFault extends Error {
  override readonly name = 'StartupFault';
}

/** Takes every `scheme://user:password@` apart, so that no sentence of ours or of a library's shows a password. */
export function withoutPasswords(text: string): string {
  return text.replace(/(\w+:\/\/[^\s:/@]*):[^\s@]*@/g, '$1:…@');
}

/** What an unknown thrown value says, on one line and without passwords. */
export function reasonOf(thrown: unknown): string {
  // Node tries every address of a name and reports them together, with an empty message (AggregateError).
  const error = thrown instanceof AggregateError && thrown.message === '' ? (thrown.errors[0] as unknown) : thrown;
  const text = error instanceof Error ? error.message : String(error);
  return withoutPasswords(text).trim().replace(/\s+/g, ' ');
}

/** The `code` that Node and PostgreSQL put on their errors: `EADDRINUSE`, `42501`. */
export function codeOf(thrown: unknown): string | undefined {
  const error: unknown = thrown instanceof AggregateError ? thrown.errors[0] : thrown;
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
