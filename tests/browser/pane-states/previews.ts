import {
  answer,
  answerLargeMatrix,
  atPrices,
  BEST,
  BETTER,
  GOOD,
  type PaneStateCase,
  pullAnother,
  pushAnswer,
  refusal,
} from './support.ts';

export const PREVIEWS: readonly PaneStateCase[] = [
  {
    name: 'nothing has changed',
    async open(me) {
      await atPrices(me);
      await me.preview();
      await me.reads('Nothing has changed.');
    },
  },
  {
    name: 'some of everything',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', Number(me.pane.cell(GOOD, 'USD')) + 1);
      me.pane.type(GOOD, 'EUR', 1_234_567.5);
      me.pane.type(BETTER, 'USD', 'seventy');
      me.pane.type(BEST, 'Suite', 'Mine');
      me.pane.type(BETTER, 'EUR', '');
      await answer(me.page, 'PushChanges', async (route) => {
        const body = (await (await route.fetch()).json()) as { data: { pushChanges: { warnings: object[] } } };
        body.data.pushChanges.warnings = [
          refusal(GOOD, {
            message: 'Good is now dearer than Better in this line-up.',
            nextStep: 'Look whether that is meant.',
          }),
        ];
        await route.fulfill({ json: body });
      });
      await me.preview();
      await me.heading('Cannot be pushed (1)');
    },
  },
  {
    name: 'several sheets, and what is so on the server already',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await pullAnother(me, /^Roadmap/);
      me.pane.type('ADV/A-001', 'Title', 'Clients by month, by the state of their books, and by whoever keeps them');
      await answer(me.page, 'PushChanges', pushAnswer({ applied: 1, unchanged: 1 }));
      await me.preview();
      await me.reads('Already so on the server: 1 cell.');
    },
  },
  {
    name: 'thousands of differences',
    async open(me) {
      await me.signIn(/Administrator/);
      await answerLargeMatrix(me, 3_000);
      await pullAnother(me, /Tier prices/);
      me.pane.fill('USD', 7.77);
      await answer(me.page, 'PushChanges', pushAnswer({}));
      await me.preview();
      await me.heading('Changed cells (3,000)');
    },
  },
  {
    name: 'thousands of refusals',
    async open(me) {
      await me.signIn(/Administrator/);
      await answerLargeMatrix(me, 3_000);
      await pullAnother(me, /Tier prices/);
      me.pane.fill('USD', -5);
      const rejections = me.pane.editable('USD').map(({ key }) => refusal(key));
      await answer(me.page, 'PushChanges', pushAnswer({ rejections }));
      await me.preview();
      await me.heading('Cannot be pushed (3,000)');
    },
  },
  {
    name: 'columns are missing from the sheet',
    async open(me) {
      await atPrices(me);
      me.pane.type('Row key', 'USD', 'Dollars');
      await me.preview();
      await me.reads('Tier prices: columns are missing from the sheet, or stand there twice: “USD”.');
    },
  },
  {
    name: 'the server is gone at the preview',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await me.page.route('**/graphql', (route) => route.abort());
      await me.press('Preview');
      await me.reads('The server does not answer.');
    },
  },
];
