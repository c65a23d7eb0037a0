/** Somebody who signs in with an issuer's token and asks the product over HTTP, as any program could. */
import type { TestIssuer } from './issuer.ts';

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly codes: readonly unknown[];
}

export interface Sending {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: string;
  readonly path?: string;
}

export class Callers {
  constructor(
    readonly url: string,
    private readonly issuer: TestIssuer,
  ) {}

  token(sub: string): Promise<string> {
    return this.issuer.token({ claims: { sub } });
  }

  async send(body: string | undefined, o: Sending = {}): Promise<Answered> {
    const authorization = o.token == null ? {} : { authorization: `Bearer ${o.token}` };
    const response = await fetch(`${this.url}${o.path ?? '/graphql'}`, {
      method: o.method ?? 'POST',
      headers: { 'content-type': 'application/json', ...authorization, ...o.headers },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    const answer = (text.startsWith('{') ? JSON.parse(text) : {}) as {
      data?: Record<string, unknown>;
      errors?: { extensions?: { code?: unknown } }[];
    };
    const codes = (answer.errors ?? []).map((e) => e.extensions?.code);
    return { status: response.status, text, headers: response.headers, data: answer.data ?? null, codes };
  }

  async ask(sub: string, query: string, variables: object = {}): Promise<Answered> {
    return this.send(JSON.stringify({ query, variables }), { token: await this.token(sub) });
  }

  /** Writes a new item of the roadmap: `isApplied`. */
  insertItem(title: string, idempotencyKey: string = crypto.randomUUID()): Promise<Answered> {
    const inserts = Object.entries({ market: 'ADV', title, product: 'PRACTICE-DESK' }).map((e) => ['new', ...e]);
    const parts = [{ request: { kind: 'ROADMAP' }, baseRevision: 1, edits: [], inserts }];
    const query =
      'mutation P($i: PushInput!) { pushChanges(input: $i) { applied revision rejections { code message } } }';
    return this.ask('product', query, { i: { parts, idempotencyKey } });
  }
}

/** All of a push is written, now or before under the same key. */
export const isApplied = ({ text }: Answered): boolean =>
  /"applied":[1-9]/.test(text) && text.includes('"rejections":[]');
