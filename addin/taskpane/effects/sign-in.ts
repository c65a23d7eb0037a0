import { NotSignedIn } from '../../client/client-error.ts';
import { SignInRefused } from '../../client/token-keeper.ts';
import { noticeFor } from './fault-notice.ts';
import { loadMatrices } from './pull.ts';
import type { Pane } from './pane.ts';
import { loadSheets } from './sheets.ts';

/** Which way of signing in there is here. */
export async function findSignInWay(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  try {
    dispatch({ type: 'signInWayFound', way: (await pane.keeper.hasDemoUsers()) ? 'DEMO' : 'TOKEN' });
  } catch {
    dispatch({ type: 'serverGone' });
  }
}

export const signInAsDemoUser = (pane: Pane, user: string): Promise<void> =>
  signIn(pane, () => pane.keeper.signInAsDemoUser(user));

export const signInWithToken = (pane: Pane, token: string): Promise<void> =>
  signIn(pane, async () => pane.keeper.useToken(token));

/** Asks the server whose token it is, so that a wrong one is seen here and not in the first pull. */
async function signIn(pane: Pane, getToken: () => Promise<void>): Promise<void> {
  const { dispatch } = pane.store;
  dispatch({ type: 'signInStarted' });
  try {
    await getToken();
    dispatch({ type: 'signedIn', viewer: await pane.client.me() });
  } catch (fault) {
    pane.keeper.forget();
    const notice = noticeFor(
      fault instanceof NotSignedIn ? new SignInRefused('The server does not accept this access token.') : fault,
    );
    dispatch({ type: 'signedOut', notice });
    return;
  }
  await Promise.all([loadMatrices(pane), loadSheets(pane)]);
}
