import { NotSignedIn, ServerUnreachable } from '../client-error.ts';
import { type Grant, SignInRefused } from './grant.ts';

/** Signs a demo user in by name, and again whenever his token ends. @throws SignInRefused, ServerUnreachable */
export async function signInDemoUser(user: string, o: { baseUrl: string; ask: typeof fetch }): Promise<Grant> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ user });
  const response = await o.ask(`${o.baseUrl}/auth/demo`, { method: 'POST', headers, body }).catch((fault: unknown) => {
    throw new ServerUnreachable(fault);
  });
  const answer = (await response.json().catch(() => ({}))) as { token?: unknown; expiresAt?: unknown };
  if (typeof answer.token !== 'string') throw response.status === 401 ? new NotSignedIn() : refusal(user, response);
  const expiresAt = Date.parse(String(answer.expiresAt));
  return {
    token: answer.token,
    expiresAt: Number.isNaN(expiresAt) ? Infinity : expiresAt,
    renew: () => signInDemoUser(user, o),
  };
}

const refusal = (user: string, { status }: Response): SignInRefused =>
  new SignInRefused(`The server did not sign you in as ${user} (HTTP ${status}).`);
