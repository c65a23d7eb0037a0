/**
 * The page in the window in which a person signs in. It is opened with what the pane asks (`?state&challenge`), goes on to the
 * identity provider, and comes back here with an answer in the fragment, which it hands to the pane. It never sees a token.
 */
import { discover, signInAddress } from '../client/sign-in/authorization-server.ts';
import { askSignInWays } from '../client/sign-in/sign-in-ways.ts';
import { answerOpener, SIGN_IN_PAGE, windowKindOf } from '../client/sign-in/sign-in-window.ts';
import { joinDialog, tellPane } from '../excel/sign-in-dialog.ts';

async function run(): Promise<void> {
  const fragment = location.hash.slice(1);
  const asked = new URLSearchParams(location.search);
  const answeredState = new URLSearchParams(fragment).get('state');
  if (answeredState !== null) await handOver(fragment, answeredState);
  else await goToProvider(asked.get('state') ?? '', asked.get('challenge') ?? '');
}

/** The provider's address comes from our own server, never from the page's: it leads nowhere else, whoever wrote the link. */
async function goToProvider(state: string, challenge: string): Promise<void> {
  if (windowKindOf(state) === 'office') await joinDialog();
  const { person } = await askSignInWays('', (input, init) => fetch(input, init));
  if (!person || challenge === '') throw new Error('nothing to sign in to');
  const redirectUri = `${location.origin}${SIGN_IN_PAGE}`;
  location.replace(signInAddress(await discover(person), person, { state, challenge, redirectUri }));
}

async function handOver(fragment: string, state: string): Promise<void> {
  // Out of the address, and so out of the history.
  history.replaceState(null, '', SIGN_IN_PAGE);
  if (windowKindOf(state) === 'office') {
    await joinDialog();
    tellPane(fragment);
  } else {
    answerOpener(fragment);
  }
  say('You can close this window.');
}

function say(text: string): void {
  const status = document.querySelector('[role=status]');
  if (status) status.textContent = text;
}

run().catch(() => say('Signing in does not work just now. Close this window and try again.'));
