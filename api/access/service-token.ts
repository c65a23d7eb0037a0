/**
 * Service tokens, for programs that cannot sign in as people do: 256 random bits that an ADMIN makes, shown once. The
 * database holds their SHA-256, and with it what they may and until when; it is asked at each operation, so that a token
 * that is revoked is nobody at once.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Authenticator } from './authenticator.ts';

/** So that a token is known for one where it should not be: in a repository, in a log. */
const PREFIX = 'mgt_';
const FORM = new RegExp(`^${PREFIX}[\\w-]{43}$`);

export const newServiceToken = (): string => PREFIX + randomBytes(32).toString('base64url');

/** In hex, as `Caller` has it. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex');

/** It only tells a token's form: whether there is such a one, the database says. */
export const serviceTokens: Authenticator = {
  callerOf: (token) => Promise.resolve(FORM.test(token) ? { tokenHash: hashOfToken(token) } : null),
};
