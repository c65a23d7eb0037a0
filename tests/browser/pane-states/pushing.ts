import {
  answer,
  atPreview,
  atPrices,
  BEST,
  BETTER,
  forever,
  GOOD,
  LONG,
  type PaneStateCase,
  pushAnswer,
  refusal,
} from './support.ts';

export const PUSHING: readonly PaneStateCase[] = [
  {
    name: 'a push is under way',
    async open(me) {
      await atPreview(me);
      await answer(me.page, 'PushChanges', forever);
      await me.press('Push 1 cell');
      await me.reads('Pushing …');
    },
  },
  {
    name: 'a push that got no answer',
    async open(me) {
      await atPreview(me);
      await answer(me.page, 'PushChanges', (route) => route.abort());
      await me.press('Push 1 cell');
      await me.reads('The server does not answer.');
      await me.press('Back to the sheets');
      await me.reads('Push unanswered');
    },
  },
  {
    name: 'a push that got no answer is looked at',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      me.pane.type(BETTER, 'EUR', 1_234_567.5);
      await me.preview();
      await me.page.getByLabel('Reason').fill(LONG);
      await answer(me.page, 'PushChanges', (route) => route.abort());
      await me.press('Push 2 cells');
      await me.reads('The server does not answer.');
      await me.press('Back to the sheets');
      await me.press('Finish the push');
      await me.heading('Unfinished push');
    },
  },
  {
    name: 'a push that was given up',
    async open(me) {
      await atPreview(me);
      await answer(me.page, 'PushChanges', forever);
      await me.press('Push 1 cell');
      await me.press('Cancel');
      await me.reads('You stopped waiting for the answer.');
    },
  },
  {
    name: 'pushed, with what was left and what to look at',
    async open(me) {
      await atPreview(me);
      const changeSet = {
        id: 'c',
        revision: 999,
        author: 'Pat',
        reason: null,
        at: '2026-11-28T10:00:00Z',
        state: 'APPLIED',
        changes: { totalCount: 3 },
      };
      await answer(
        me.page,
        'PushChanges',
        pushAnswer({
          changeSet,
          applied: 1,
          rejections: [refusal(GOOD), refusal(BETTER)],
          warnings: [
            refusal(BEST, { message: 'Best is cheaper than Better.', nextStep: 'Look whether that is meant.' }),
          ],
        }),
      );
      await me.press('Push 1 cell');
      await me.heading(/^Pushed$/);
    },
  },
  {
    name: 'the server refuses the whole push',
    async open(me) {
      await atPreview(me);
      await answer(me.page, 'PushChanges', pushAnswer({ rejections: [refusal(GOOD)] }));
      await me.press('Push 1 cell');
      await me.reads(/Nothing was pushed/);
    },
  },
];
