/** A person at the sign-in pages of the identity provider, without a browser: keeps cookies, follows redirects, fills in forms. */
import { discover, signInAddress } from '../../addin/client/sign-in/authorization-server.ts';
import type { IssuerSettings } from '../../addin/client/sign-in/sign-in-ways.ts';
import type { SignInWindow } from '../../addin/client/sign-in/sign-in-window.ts';

export interface Answering {
  readonly login: string;
  /** What becomes of the answer on its way back. */
  readonly change?: (fragment: URLSearchParams) => void;
}

/** In place of a window: what its page does (addin/sign-in), and the person in it. */
export const headlessWindow = (settings: IssuerSettings, { login, change }: Answering): SignInWindow => ({
  kind: 'browser',
  async open({ url }) {
    const asked = new URL(url);
    const redirectUri = `${asked.origin}${asked.pathname}`;
    const [state = '', challenge = ''] = ['state', 'challenge'].map((name) => asked.searchParams.get(name) ?? '');
    const start = signInAddress(await discover(settings), settings, { state, challenge, redirectUri });
    const fragment = new URLSearchParams((await signInAt(start, { login, redirectUri })).hash.slice(1));
    change?.(fragment);
    return fragment.toString();
  },
});

/** Goes on from an address until the provider leads to `redirectUri`; answers that last address. */
export async function signInAt(start: URL, o: { login: string; redirectUri: string }): Promise<URL> {
  const cookies = new Map<string, string>();
  let next: { url: URL; form?: URLSearchParams } = { url: start };
  for (let step = 0; step < 20; step++) {
    const response = await fetch(next.url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(next.form && { method: 'POST', body: next.form }),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location?.startsWith(o.redirectUri)) return new URL(location);
    next = location === null ? formOf(await response.text(), next.url, o.login) : { url: new URL(location, next.url) };
  }
  throw new Error('the provider leads nowhere');
}

function formOf(html: string, page: URL, login: string): { url: URL; form: URLSearchParams } {
  const action = /<form[^>]* action="([^"]+)"/.exec(html)?.[1];
  const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
  if (action === undefined || prompt === undefined) throw new Error(`no form: ${html.slice(0, 500)}`);
  return { url: new URL(action, page), form: new URLSearchParams({ prompt, login, password: 'any' }) };
}
