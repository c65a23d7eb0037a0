/** Somebody else who works on the same server at the same time: a demo user over HTTP. */

export type Edit = readonly [row: string, column: string, value: string | null];

export interface MatrixRequest {
  readonly kind: 'TIER_PRICE' | 'BUDGET' | 'ROADMAP';
  readonly filter?: Readonly<Record<string, string | readonly string[]>>;
  readonly asOf?: string;
}

export interface ChangeSetSummary {
  readonly revision: number;
  readonly author: string;
  readonly reason: string | null;
  readonly state: string;
}

export interface Colleague {
  /** What the server holds in a cell now; undefined where there is no such row. */
  cell(request: MatrixRequest, row: string, column: string): Promise<string | number | null | undefined>;
  keys(request: MatrixRequest): Promise<string[]>;
  /** Pushes at once; answers the revision. @throws Error when anything is refused */
  push(request: MatrixRequest, edits: readonly Edit[], reason: string): Promise<number>;
  /** The last of them first. */
  changeSets(): Promise<ChangeSetSummary[]>;
  revision(): Promise<number>;
}

const PULL = `query ($request: MatrixRequest!) {
  matrix(request: $request) { revision rowHeader { key } columns { key } rows }
}`;
const PUSH = `mutation ($input: PushInput!) {
  pushChanges(input: $input) { changeSet { revision } rejections { code message } }
}`;
const CHANGE_SETS = '{ changeSets(first: 10) { nodes { revision author reason state } } }';

interface Pulled {
  readonly revision: number;
  readonly rowHeader: readonly { readonly key: string }[];
  readonly columns: readonly { readonly key: string }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

export async function colleague(url: string, user: string): Promise<Colleague> {
  const json = { 'content-type': 'application/json' };
  const signIn = await fetch(`${url}/auth/demo`, { method: 'POST', headers: json, body: JSON.stringify({ user }) });
  const { token } = (await signIn.json()) as { token: string };
  const headers = { ...json, authorization: `Bearer ${token}` };
  const ask = async <T>(query: string, variables: object = {}): Promise<T> => {
    const body = JSON.stringify({ query, variables });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    const { data, errors } = (await response.json()) as { data: T; errors?: readonly { message: string }[] };
    if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
    return data;
  };
  const pull = async (request: MatrixRequest): Promise<Pulled> =>
    (await ask<{ matrix: Pulled }>(PULL, { request })).matrix;
  return {
    async cell(request, row, column) {
      const { columns, rowHeader, rows } = await pull(request);
      const at = 1 + [...rowHeader, ...columns].findIndex(({ key }) => key === column);
      return rows.find(([key]) => key === row)?.[at];
    },
    keys: async (request) => (await pull(request)).rows.map(([key]) => String(key)),
    async push(request, edits, reason) {
      const { revision: baseRevision } = await pull(request);
      const input = { parts: [{ request, baseRevision, edits }], reason, idempotencyKey: crypto.randomUUID() };
      const { pushChanges } = await ask<{
        pushChanges: { changeSet: { revision: number } | null; rejections: readonly { message: string }[] };
      }>(PUSH, { input });
      if (!pushChanges.changeSet) throw new Error(JSON.stringify(pushChanges.rejections));
      return pushChanges.changeSet.revision;
    },
    changeSets: async () => (await ask<{ changeSets: { nodes: ChangeSetSummary[] } }>(CHANGE_SETS)).changeSets.nodes,
    revision: async () => (await ask<{ revision: number }>('{ revision }')).revision,
  };
}
