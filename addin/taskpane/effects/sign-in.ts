import { NotSignedIn } from '../../client/client-error.ts';
import { SignInCancelled, SignInRefused } from '../../client/sign-in/grant.ts';
import type { Notice } from '../state/notice.ts';
import { noticeFor } from './fault-notice.ts';
import { loadMatrices } from './pull.ts';
import type { Pane } from './pane.ts';
import { loadSheets } from './sheets.ts';

/** Which way of signing in there is here. */
export async function findSignInWay(pane: Pane): Promise<void> {
  const { dispatch } = pane.store;
  try {
    dispatch({ type: 'signInWayFound', way: await pane.keeper.way() });
  } catch {
    dispatch({ type: 'serverGone' });
  }
}

/** Says that this needs a sign-in, and does it after the next one. */
export function askToSignIn(pane: Pane, name: string, command: (pane: Pane) => Promise<void>): void {
  pane.afterSignIn.command = command;
  const notice = { intent: 'info', message: 'Sign in first.', nextStep: `${name} goes on after that.` } as const;
  pane.store.dispatch({ type: 'signInAsked', notice });
}

const NOT_THIS_TOKEN = 'The server does not accept this access token.';
const NOT_A_USER = 'You are signed in, and Marketgrid does not know you yet.';

export const signInAsDemoUser = (pane: Pane, user: string): Promise<void> =>
  signIn(pane, { refusal: NOT_THIS_TOKEN, getToken: () => pane.keeper.signInAsDemoUser(user) });

export const signInWithToken = (pane: Pane, token: string): Promise<void> =>
  signIn(pane, { refusal: NOT_THIS_TOKEN, getToken: async () => pane.keeper.useToken(token) });

/** At the identity provider; until it is done `cancelTask` gives it up. */
export const signInMyself = (pane: Pane): Promise<void> =>
  signIn(pane, { refusal: NOT_A_USER, getToken: (signal) => pane.keeper.signInMyself(signal) });

interface SigningIn {
  /** What the analyst is told when the server does not take the token. */
  readonly refusal: string;
  readonly getToken: (signal: AbortSignal) => Promise<void>;
}

/** Asks the server whose token it is, so that a wrong one is seen here and not in the first pull. */
async function signIn(pane: Pane, { refusal, getToken }: SigningIn): Promise<void> {
  const { dispatch } = pane.store;
  const controller = new AbortController();
  pane.running.controller = controller;
  dispatch({ type: 'signInStarted' });
  try {
    await getToken(controller.signal);
    dispatch({ type: 'signedIn', viewer: await pane.client.me() });
  } catch (fault) {
    pane.keeper.forget();
    dispatch({ type: 'signedOut', notice: noticeOf(fault, refusal) });
    return;
  } finally {
    pane.running.controller = null;
  }
  await Promise.all([loadMatrices(pane), loadSheets(pane)]);
  const { command } = pane.afterSignIn;
  pane.afterSignIn.command = null;
  await command?.(pane);
}

function noticeOf(fault: unknown, refusal: string): Notice | null {
  if (fault instanceof SignInCancelled) return null;
  return noticeFor(fault instanceof NotSignedIn ? new SignInRefused(refusal) : fault);
}
