/** What a transaction can end with that its caller must tell apart. */

/** The subject of the token is nobody, or somebody who was archived. */
export class NotSignedIn extends Error {
  override readonly name = 'NotSignedIn';

  constructor() {
    super('Not signed in.');
  }
}

/** Whoever asked has gone, or could not be waited for; nobody hears of it but the log. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor() {
    super('Nobody waits for the answer any more.');
  }
}

/**
 * The connection broke after COMMIT was sent: whether it was written is not known. Never tried again here, since that
 * could write twice; a push is safe to send again with the same idempotency key.
 */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';

  constructor(cause: unknown) {
    super('The connection to the database broke while the change was being committed.', { cause });
  }
}
