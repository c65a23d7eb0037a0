/** A window beside the pane in which a person signs in: our own page, which goes on to the identity provider and comes back. */
import { SignInCancelled, SignInRefused } from './grant.ts';

/** Of api/web/pages.ts; registered as a redirect URI at the identity provider. */
export const SIGN_IN_PAGE = '/sign-in';

export interface WindowRequest {
  readonly url: string;
  /** Begins with the `kind` of the window; answers to other states are not for us. */
  readonly state: string;
  readonly signal: AbortSignal;
}

export interface SignInWindow {
  /** How the page in the window is to answer. */
  readonly kind: WindowKind;
  /**
   * Answers the fragment with which the identity provider led back to us. Nothing in it may be believed before it is
   * validated. @throws SignInCancelled, SignInRefused
   */
  open(request: WindowRequest): Promise<string>;
}

export type WindowKind = 'office' | 'browser';

/** The page in the window learns from the state how to answer. */
export const windowKindOf = (state: string): WindowKind => (state.startsWith('office.') ? 'office' : 'browser');

/** Where a page has no Office around it that opens dialogs, as in the workbench. */
export const browserWindow: SignInWindow = {
  kind: 'browser',
  open({ url, state, signal }) {
    return new Promise<string>((resolve, reject) => {
      const opened = window.open(url, '', 'popup,width=480,height=640');
      if (!opened) {
        reject(new SignInRefused('The browser did not open the sign-in window. Allow this site to open windows.'));
        return;
      }
      const channel = listen(state, (fragment) => end(() => resolve(fragment)));
      const cancel = (): void => end(() => reject(new SignInCancelled()));
      const end = (settle: () => void): void => {
        channel.close();
        signal.removeEventListener('abort', cancel);
        opened.close();
        settle();
      };
      signal.addEventListener('abort', cancel);
    });
  },
};

/** Reaches pages of our own origin only, whatever the identity provider's pages do to `window.opener` (COOP). */
const CHANNEL = 'marketgrid-sign-in';

function listen(state: string, onAnswer: (fragment: string) => void): BroadcastChannel {
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'string' && new URLSearchParams(data).get('state') === state) onAnswer(data);
  };
  return channel;
}

/** From the page in the window. */
export function answerOpener(fragment: string): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage(fragment);
  channel.close();
}
