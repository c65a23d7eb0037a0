/** Who may do what, as an administrator keeps it: users, service tokens, and the record of both. */
import type { AccessEventsQuery, AccessFragment, TokenFragment } from '../../../schema/generated/operations.ts';
import type { Loadable } from './loadable.ts';

export type AccessPart = 'USERS' | 'TOKENS' | 'RECORD';

type EventData = AccessEventsQuery['accessEvents']['nodes'][number];
export type UserRole = AccessFragment['roles'][number];
export type AccessEventKind = EventData['kind'];

export type UserEntry = Readonly<Pick<AccessFragment, 'subject' | 'name'>> & {
  readonly roles: readonly UserRole[];
  /** Codes of those that the administrator sees too. */
  readonly markets: readonly string[];
  readonly isArchived: boolean;
};

export type TokenEntry = Readonly<TokenFragment>;
export type AccessEventEntry = Readonly<EventData>;

/** So much of a list as was asked for. */
export interface Listed<T> {
  readonly entries: readonly T[];
  readonly total: number;
  /** Where the next page begins; null: there is none. */
  readonly next: string | null;
}

/** A form that stands in the place of the list; USER null: a new one. TOKEN null: for whom is to be chosen. */
export interface AccessForm {
  readonly kind: 'USER' | 'TOKEN';
  readonly user: UserEntry | null;
}

/** What of the record is wanted; null and '' narrow nothing. */
export interface RecordFilter {
  readonly kinds: readonly AccessEventKind[] | null;
  /** A subject. */
  readonly user: string;
  /** `YYYY-MM-DD`, from its beginning where the reader is. */
  readonly since: string | null;
}

export interface Administration {
  readonly part: AccessPart;
  readonly form: AccessForm | null;
  readonly userSearch: string;
  readonly users: Loadable<Listed<UserEntry>>;
  readonly tokens: Loadable<readonly TokenEntry[]>;
  /** Just created: it is shown until the administrator says that he has it, and kept nowhere. */
  readonly freshToken: { readonly secret: string; readonly entry: TokenEntry } | null;
  readonly recordFilter: RecordFilter;
  readonly record: Loadable<Listed<AccessEventEntry>>;
}

export const NO_ADMINISTRATION: Administration = {
  part: 'USERS',
  form: null,
  userSearch: '',
  users: { status: 'IDLE' },
  tokens: { status: 'IDLE' },
  freshToken: null,
  recordFilter: { kinds: null, user: '', since: null },
  record: { status: 'IDLE' },
};

export type TokenState = 'WORKS' | 'EXPIRED' | 'REVOKED';

export function tokenState({ expiresAt, revokedAt }: TokenEntry, now: Date): TokenState {
  if (revokedAt !== null) return 'REVOKED';
  return new Date(expiresAt) <= now ? 'EXPIRED' : 'WORKS';
}
