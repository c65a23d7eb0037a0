/** Office's dialog as the window in which a person signs in (learn.microsoft.com, "Authenticate with the Office dialog API"). */
import { SignInCancelled, SignInRefused } from '../client/sign-in/grant.ts';
import { browserWindow, type SignInWindow } from '../client/sign-in/sign-in-window.ts';

/** Closed by the person (learn.microsoft.com, "Handle errors and events in the Office dialog box"). */
const CLOSED = 12006;
/** Percent of the screen. */
const SIZE = { height: 60, width: 30 };

const supports = (name: string, version: string): boolean =>
  typeof Office !== 'undefined' && Office.context.requirements.isSetSupported(name, version);

export const hasNestedApps = (): boolean => supports('NestedAppAuth', '1.1');

export const signInWindow = (): SignInWindow => (supports('DialogApi', '1.1') ? officeDialog : browserWindow);

type DialogMessage = Parameters<Parameters<Office.Dialog['addEventHandler']>[1]>[0];

const officeDialog: SignInWindow = {
  kind: 'office',
  async open({ url, signal }) {
    const dialog = await show(url);
    return new Promise<string>((resolve, reject) => {
      const cancel = (): void => {
        dialog.close();
        reject(new SignInCancelled());
      };
      signal.addEventListener('abort', cancel);
      // Given up while Office was still opening it.
      if (signal.aborted) cancel();
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event: DialogMessage) => {
        if (!('message' in event) || !isOurs(event.origin)) return;
        signal.removeEventListener('abort', cancel);
        dialog.close();
        resolve(event.message);
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event: DialogMessage) => {
        signal.removeEventListener('abort', cancel);
        reject('error' in event && event.error === CLOSED ? new SignInCancelled() : refused());
      });
    });
  },
};

/** Hosts before DialogOrigin 1.1 do not say it, and deliver messages of the pane's own origin only. */
const isOurs = (origin: string | undefined): boolean => origin === undefined || origin === window.location.origin;

const refused = (): SignInRefused => new SignInRefused('The sign-in window could not be shown.');

function show(url: string): Promise<Office.Dialog> {
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(url, SIZE, ({ status, value, error }) => {
      if (status === Office.AsyncResultStatus.Succeeded) resolve(value);
      else reject(new SignInRefused(`Office did not open the sign-in window: ${error.message}`));
    });
  });
}

const OFFICE_JS = 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js';

/** In the dialog's own page. Already before the identity provider: what office.js needs on return it keeps from then. */
export async function joinDialog(): Promise<void> {
  await new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = resolve;
    script.onerror = reject;
    script.src = OFFICE_JS;
    document.head.append(script);
  });
  await Office.onReady();
}

/** Only a pane of the dialog's own origin gets it: no other target is named. */
export const tellPane = (message: string): void => Office.context.ui.messageParent(message);
