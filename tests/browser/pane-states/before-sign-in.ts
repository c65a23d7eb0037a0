import type { Page } from 'playwright-core';
import { type PaneStateCase } from './support.ts';

/** Excel never answers office.js. */
async function fallSilent(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.assign(window, { webkit: { messageHandlers: { Agave: { postMessage: () => undefined } } } });
  });
}

export const BEFORE_SIGN_IN: readonly PaneStateCase[] = [
  {
    name: 'waiting for Excel',
    options: { beforeOpen: fallSilent },
    open: (me) => me.page.getByText('Waiting').waitFor(),
  },
  {
    name: 'an Excel that is too old',
    options: { excelApi: '1.11' },
    open: (me) => me.page.getByText('Update Microsoft 365').waitFor(),
  },
  { name: 'the demo’s sign-in', open: (me) => me.button(/Administrator/).waitFor() },
  {
    name: 'a button of the ribbon before the sign-in',
    async open(me) {
      await me.button(/Administrator/).waitFor();
      await me.pane.ribbon('push');
      await me.reads('Push goes on after that.');
    },
  },
  {
    name: 'a token that is refused',
    options: { hasDemo: false },
    async open(me) {
      const field = me.page.getByRole('textbox', { name: 'Access token', exact: true });
      await field.fill('no-such-token');
      await field.press('Enter');
      await me.reads(/does not accept this access token/);
    },
  },
  {
    name: 'the server is gone at sign-in',
    async open(me) {
      await me.button(/Administrator/).waitFor();
      await me.page.route(/\/(graphql|auth\/.*)$/, (route) => route.abort());
      await me.page.evaluate(() => dispatchEvent(new Event('offline')));
      await me.page.reload();
      await me.reads('The server does not answer.');
    },
  },
];
