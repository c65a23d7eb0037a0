import type { AccessEventEntry } from '../../state/administration.ts';

/** First strong isolate … pop: a name in another script does not turn the sentence around (Unicode UAX #9). */
const isolated = (text: string | null): string => `\u2068${text ?? '?'}\u2069`;

/** An event of the access record as a sentence, and what there is to add. */
export function eventInWords({ actor, detail, kind, market, token, user }: AccessEventEntry): {
  text: string;
  note: string;
} {
  const by = actor === null ? 'The owner of the database' : isolated(actor);
  const whom = isolated(user);
  switch (kind) {
    case 'SIGN_IN':
      return { text: `${by} signed in`, note: token === null ? (detail ?? '') : `with the token ${isolated(token)}` };
    case 'USER_CREATED':
      return { text: `${by} added ${whom}`, note: detail ?? '' };
    case 'USER_CHANGED':
      return { text: `${by} changed ${whom}`, note: detail ?? '' };
    case 'USER_ARCHIVED':
      return { text: `${by} archived ${whom}`, note: '' };
    case 'USER_RESTORED':
      return { text: `${by} restored ${whom}`, note: '' };
    case 'MARKET_GRANTED':
      return { text: `${by} granted ${market ?? '?'} to ${whom}`, note: '' };
    case 'MARKET_REVOKED':
      return { text: `${by} took ${market ?? '?'} from ${whom}`, note: '' };
    case 'TOKEN_CREATED':
      return { text: `${by} created the token ${isolated(token)} for ${whom}`, note: '' };
    case 'TOKEN_REVOKED':
      return { text: `${by} revoked the token ${isolated(token)} of ${whom}`, note: '' };
    case 'PUSH_DENIED':
      return { text: `A push of ${by} was denied`, note: detail ?? '' };
  }
}
