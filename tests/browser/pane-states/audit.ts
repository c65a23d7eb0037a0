import type { Analyst } from '../analyst.ts';
import { answer, atPrices, BEST, forever, NAMES, type PaneStateCase } from './support.ts';

/** At the price of BEST, by way of the preview's jump. */
async function atCell(me: Analyst): Promise<void> {
  me.pane.type(BEST, 'USD', 70);
  await me.preview();
  // Where somebody else has changed it too, it stands there twice.
  await me
    .button(/^Go to ADV.*PRACTICE-BEST/)
    .first()
    .click();
  await me.tab('Cell');
  await me.heading('History');
}

const changeSetsOf = (count: number): object => ({
  data: {
    changeSets: {
      nodes: Array.from({ length: count }, (_, i) => ({
        id: `c${i}`,
        revision: 400 - i,
        author: NAMES[i % NAMES.length],
        reason: i % 3 === 0 ? null : `${NAMES[(i + 2) % NAMES.length]} asked for it, after a long talk about discounts`,
        at: `2026-11-2${i % 8}T0${i % 9}:15:00Z`,
        state: i % 4 === 2 ? 'REVERTED' : 'APPLIED',
        kind: ['PUSH', 'IMPORT', 'REVERT'][i % 3],
        matrix: i % 3 === 1 ? null : 'TIER_PRICE',
        reverts: i % 3 === 2 ? 12 : null,
        changes: { totalCount: 10 ** (i % 6) },
      })),
      pageInfo: { hasNextPage: true, endCursor: 'x' },
    },
  },
});

export const AUDIT: readonly PaneStateCase[] = [
  {
    name: 'recent changes, long names and other scripts',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', changeSetsOf(10));
      await me.tab('Changes');
      await me.heading('Recent changes');
      await me.reads('Revision 400');
    },
  },
  {
    name: 'recent changes, some of which others may undo',
    async open(me) {
      await me.signIn(/Finance analyst/);
      await answer(me.page, 'RecentChangeSets', changeSetsOf(3));
      await me.tab('Changes');
      await me.reads('Undoing it takes the role Pricing or Administrator.');
    },
  },
  {
    name: 'why a change is undone',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', changeSetsOf(2));
      await me.tab('Changes');
      await me.button('Undo revision 400').click();
      await me.page.getByLabel('Why is it undone?').waitFor();
    },
  },
  {
    name: 'no change yet',
    async open(me) {
      await me.signIn(/Administrator/);
      const none = { data: { changeSets: { nodes: [], pageInfo: { hasNextPage: false, endCursor: null } } } };
      await answer(me.page, 'RecentChangeSets', none);
      await me.tab('Changes');
      await me.reads('Nothing has been changed');
    },
  },
  {
    name: 'changes that cannot be read',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', (route) => route.abort());
      await me.tab('Changes');
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'changes being loaded',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'RecentChangeSets', forever);
      await me.tab('Changes');
      await me.heading('Recent changes');
    },
  },
  {
    name: 'no cell selected',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.tab('Cell');
      await me.reads('No cell of a Marketgrid table');
    },
  },
  {
    name: 'the history of a cell',
    async open(me, colleague) {
      await atPrices(me);
      const price = Number(me.pane.cell(BEST, 'USD'));
      await colleague.push({ kind: 'TIER_PRICE' }, [[BEST, 'USD', String(price + 2)]], 'Costs of hosting rose');
      await atCell(me);
      await me.reads('Costs of hosting rose');
    },
  },
  {
    name: 'a history that cannot be read',
    async open(me) {
      await atPrices(me);
      await answer(me.page, 'CellHistory', (route) => route.abort());
      await atCell(me);
      await me.reads('The server does not answer.');
    },
  },
];
