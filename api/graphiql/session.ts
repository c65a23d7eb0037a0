/** Who is signed in. The token lives in this page's memory: a reload signs out, and no storage ever holds it. */
import type { DemoUser } from '../access/demo-users.ts';

export const GRAPHQL_URL = '/graphql';
const DEMO_URL = '/auth/demo';

export interface Session {
  readonly token?: string;
  /** Of whom the token is, as the server says. */
  readonly name?: string;
  readonly roles?: readonly string[];
  /** One sentence: why there is no token. */
  readonly problem?: string;
}

export const SIGNED_OUT: Session = {};
const NOT_REACHED: Session = { problem: 'The server does not answer. Is it still running?' };

/** Demo users exist with the embedded database only. The route says so to OPTIONS, without signing anybody in. */
export async function hasDemoUsers(): Promise<boolean> {
  const response = await fetch(DEMO_URL, { method: 'OPTIONS' }).catch(() => undefined);
  return response?.ok ?? false;
}

export async function signInAsDemoUser(user: DemoUser['subject']): Promise<Session> {
  const response = await postJson(DEMO_URL, { body: { user } });
  if (!response) return NOT_REACHED;
  const { token } = (await response.json().catch(() => ({}))) as { token?: unknown };
  if (typeof token !== 'string') return { problem: `The server did not sign you in as ${user} (${response.status}).` };
  return signInWithToken(token);
}

interface ViewerAnswer {
  readonly data?: { readonly me: { readonly name: string; readonly roles: readonly string[] } } | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** Asks the server whose token it is, so that a wrong one is seen here and not in the first query. */
export async function signInWithToken(token: string): Promise<Session> {
  // Else fetch itself would refuse to send it, and not say why.
  if (!/^[\x21-\x7e]+$/.test(token)) return { problem: 'This is not a bearer token: it holds blanks or other signs.' };
  const response = await postJson(GRAPHQL_URL, { body: { query: '{ me { name roles } }' }, token });
  if (!response) return NOT_REACHED;
  const answer = (await response.json().catch(() => ({}))) as ViewerAnswer;
  if (answer.data) return { token, ...answer.data.me };
  if (response.status === 401) return { problem: 'The server does not accept this token.' };
  return { problem: answer.errors?.[0]?.message ?? `The server answered ${response.status}.` };
}

async function postJson(url: string, o: { body: object; token?: string }): Promise<Response | undefined> {
  const authorization = o.token === undefined ? {} : { authorization: `Bearer ${o.token}` };
  const headers = { 'content-type': 'application/json', ...authorization };
  return fetch(url, { method: 'POST', headers, body: JSON.stringify(o.body) }).catch(() => undefined);
}
