/** Service tokens: programs sign in with them. Only the answer to its making ever holds the token itself. */
import * as queries from '../queries/administration.ts';
import { ServerUnreachable } from '../../client/client-error.ts';
import type { TokenEntry, UserRole } from '../state/administration.ts';
import { noticeFor } from './fault-notice.ts';
import type { Pane } from './pane.ts';
import { runTask } from './run-task.ts';

export async function loadTokens(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  dispatch({ type: 'tokensLoading' });
  try {
    const { accessTokens } = await pane.client.read<{ accessTokens: TokenEntry[] }>(queries.ACCESS_TOKENS, {});
    dispatch({ type: 'tokensLoaded', tokens: accessTokens });
  } catch (fault) {
    dispatch({ type: 'tokensFailed', notice: noticeFor(fault) });
  }
}

export interface TokenForm {
  readonly name: string;
  /** The subject of the user for whom it speaks. */
  readonly user: string;
  readonly roles: readonly UserRole[];
  readonly markets: readonly string[];
  /** `YYYY-MM-DD`: the last day on which it works, in UTC. */
  readonly until: string;
}

interface Created {
  readonly createAccessToken: { readonly token: string; readonly accessToken: TokenEntry };
}

/** Asked once only: a repetition would make a second token that nobody sees. */
export async function createToken(pane: Pane, { until, ...form }: TokenForm): Promise<void> {
  const input = { ...form, expiresAt: `${until}T23:59:59Z` };
  const created = await runTask(pane, { label: `Creating ${form.name}` }, () => ask(pane, input));
  if (created) {
    const { token: secret, accessToken: entry } = created.createAccessToken;
    pane.store.dispatch({ type: 'tokenCreated', token: { secret, entry } });
  }
  await loadTokens(pane);
}

async function ask(pane: Pane, input: object): Promise<Created | undefined> {
  try {
    return await pane.once.read<Created>(queries.CREATE_ACCESS_TOKEN, { input });
  } catch (fault) {
    if (!(fault instanceof ServerUnreachable)) throw fault;
    pane.store.dispatch({ type: 'noticeShown', notice: NO_ANSWER });
    return undefined;
  }
}

const NO_ANSWER = {
  intent: 'error',
  message: 'The server did not answer: the token may have been created, and cannot be shown any more.',
  nextStep: 'Look at the list of tokens, revoke it if it stands there, then create another one.',
} as const;

export function askToRevoke(pane: Pane, { id, name }: TokenEntry): void {
  pane.store.dispatch({
    type: 'questionAsked',
    question: {
      kind: 'REVOKE_TOKEN',
      about: id,
      text: `Revoke the token “${name}”?`,
      consequence: 'The program that uses it is let in no more, at once. This cannot be undone.',
      answer: 'Revoke the token',
    },
  });
}

export async function revokeToken(pane: Pane, id: string): Promise<void> {
  const isDone = await runTask(pane, { label: 'Revoking the token' }, async () => {
    await pane.once.read(queries.REVOKE_ACCESS_TOKEN, { id });
    return true;
  });
  await loadTokens(pane);
  const message = 'The token is revoked: it lets nobody in any more.';
  if (isDone) pane.store.dispatch({ type: 'noticeShown', notice: { intent: 'success', message } });
}
