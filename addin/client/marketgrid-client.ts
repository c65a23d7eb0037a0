import * as operations from './operations.ts';
import { errorFor, NotSignedIn, ServerUnreachable } from './client-error.ts';
import type {
  ChangeSetPage,
  Matrix,
  MatrixDelta,
  MatrixRequest,
  MatrixSummary,
  PushInput,
  PushResult,
  Viewer,
} from './contract.ts';

export interface ClientSettings {
  /** `https://…`, without `/graphql`. */
  readonly baseUrl: string;
  /**
   * The bearer token, or null when nobody is signed in. Asked for each request, so that it may be renewed silently; and
   * once more with the token that the server has just refused, for another one.
   */
  readonly token: (refused?: string) => Promise<string | null>;
  readonly fetch?: typeof fetch;
  /** Milliseconds for one attempt. */
  readonly timeout?: number;
  /** Attempts after the first one that got no answer. */
  readonly retries?: number;
  /** Milliseconds before the next attempt. */
  readonly pause?: (attempt: number) => number;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
}

/**
 * The server, as the add-in asks it. Every call may be repeated safely: reads write nothing, and pushes and reverts are
 * repeated with the idempotency key of their input. Only where no answer came is one repeated.
 *
 * @throws NotSignedIn, ServerUnreachable, RequestRefused, and the signal's reason when the caller gave up
 */
export class MarketgridClient {
  private readonly settings: Required<ClientSettings>;

  constructor(settings: ClientSettings) {
    this.settings = {
      // Called as a method of something else, a browser's `fetch` refuses.
      fetch: (input, init) => fetch(input, init),
      timeout: 60_000,
      retries: 2,
      pause: (attempt) => 400 * 2 ** attempt,
      ...settings,
    };
  }

  async me(options?: CallOptions): Promise<Viewer> {
    return (await this.ask<{ me: Viewer }>(operations.me, {}, options)).me;
  }

  async matrices(options?: CallOptions): Promise<readonly MatrixSummary[]> {
    return (await this.ask<{ matrices: MatrixSummary[] }>(operations.matrices, {}, options)).matrices;
  }

  async matrix(request: MatrixRequest, options?: CallOptions): Promise<Matrix> {
    return (await this.ask<{ matrix: Matrix }>(operations.matrix, { request }, options)).matrix;
  }

  async matrixDelta(request: MatrixRequest, since: number, options?: CallOptions): Promise<MatrixDelta> {
    const variables = { request, since };
    return (await this.ask<{ matrixDelta: MatrixDelta }>(operations.matrixDelta, variables, options)).matrixDelta;
  }

  async push(input: PushInput, options?: CallOptions): Promise<PushResult> {
    return (await this.ask<{ pushChanges: PushResult }>(operations.pushChanges, { input }, options)).pushChanges;
  }

  async revert(
    change: { revision: number; reason: string; idempotencyKey: string },
    options?: CallOptions,
  ): Promise<PushResult> {
    const answer = await this.ask<{ revertChangeSet: PushResult }>(operations.revertChangeSet, change, options);
    return answer.revertChangeSet;
  }

  async changeSets(page: { first: number; after?: string }, options?: CallOptions): Promise<ChangeSetPage> {
    return (await this.ask<{ changeSets: ChangeSetPage }>(operations.changeSets, page, options)).changeSets;
  }

  /** Any other read, by its document; `T` is the shape of its data. Repeated as the others are. */
  read<T>(document: string, variables: object, options?: CallOptions): Promise<T> {
    return this.ask<T>(document, variables, options);
  }

  private async ask<T>(query: string, variables: object, options: CallOptions = {}): Promise<T> {
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.attempt<T>(query, variables, options.signal);
      } catch (fault) {
        options.signal?.throwIfAborted();
        if (!(fault instanceof ServerUnreachable) || attempt >= this.settings.retries) throw fault;
        await wait(this.settings.pause(attempt), options.signal);
      }
    }
  }

  private async attempt<T>(query: string, variables: object, signal?: AbortSignal): Promise<T> {
    const timeout = AbortSignal.timeout(this.settings.timeout);
    const { status, text } = await this.postSignedIn(
      JSON.stringify({ query, variables }),
      signal ? AbortSignal.any([signal, timeout]) : timeout,
    );
    if (status === 401) throw new NotSignedIn();
    const body = parseAnswer<T>(text, status);
    const [fault] = body.errors ?? [];
    if (fault) throw errorFor(fault);
    if (body.data == null) throw new ServerUnreachable(new Error(`HTTP ${status}: no data`));
    return body.data;
  }

  /** A token may end before its time: who is refused by status 401 has written nothing, and asks again with another. */
  private async postSignedIn(body: string, signal: AbortSignal): Promise<HttpAnswer> {
    const token = await this.settings.token();
    if (token === null) throw new NotSignedIn();
    const answer = await this.post(body, { token, signal });
    const another = answer.status === 401 ? await this.settings.token(token) : null;
    return another === null || another === token ? answer : this.post(body, { token: another, signal });
  }

  private async post(body: string, { token, signal }: { token: string; signal: AbortSignal }): Promise<HttpAnswer> {
    const headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${token}`,
    };
    try {
      const url = `${this.settings.baseUrl}/graphql`;
      const response = await this.settings.fetch(url, { method: 'POST', headers, body, signal });
      return { status: response.status, text: await response.text() };
    } catch (fault) {
      throw new ServerUnreachable(fault);
    }
  }
}

interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

interface Answer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: unknown } }[];
}

/** A proxy's error page is no answer of ours. */
function parseAnswer<T>(text: string, status: number): Answer<T> {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return body;
  } catch {
    // Told below with the status, which says more than the parser.
  }
  throw new ServerUnreachable(new Error(`HTTP ${status}: not a GraphQL answer`));
}

function wait(milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, milliseconds);
    signal?.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
}
