import { answer, atPrices, fault, GOOD, LONG, type PaneStateCase, pullAnother } from './support.ts';

export const SHEETS: readonly PaneStateCase[] = [
  { name: 'no sheet yet', open: (me) => me.signIn(/Administrator/) },
  {
    name: 'a preview with no sheet yet',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.pane.ribbon('preview');
      await me.reads('Pull a matrix first.');
    },
  },
  {
    name: 'nothing granted',
    async open(me) {
      await answer(me.page, 'Matrices', { data: { matrices: [] } });
      await me.signIn(/^Viewer/);
      await me.reads('You may not read any matrix.');
    },
  },
  {
    name: 'the account',
    async open(me) {
      await answer(me.page, 'Me', {
        data: {
          me: { name: LONG, roles: ['PRICING', 'FINANCE', 'APPROVER'], markets: ['ADV', 'SMB', 'EMEA-NORTH', 'APAC'] },
        },
      });
      await me.signIn(/Administrator/);
      await me.press(/^Account/);
    },
  },
  {
    name: 'what may be pulled cannot be learnt',
    async open(me) {
      await answer(me.page, 'Matrices', (route) => route.abort());
      await me.signIn(/Administrator/);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'a pulled sheet, its actions open',
    async open(me) {
      await atPrices(me);
      await me.press(/^Actions for/);
    },
  },
  {
    name: 'several sheets',
    async open(me) {
      await atPrices(me);
      await pullAnother(me, /^Budget/);
      await pullAnother(me, /^Roadmap/);
    },
  },
  {
    name: 'a sheet that may only be read',
    async open(me) {
      await me.signIn(/^Viewer/);
      await pullAnother(me, /Tier prices/);
      await me.reads('Read only for you');
    },
  },
  {
    name: 'a sheet whose table is gone',
    async open(me) {
      await atPrices(me);
      const { workbook } = me.pane.host;
      const sheet = workbook.sheet('Tier prices');
      if (sheet) workbook.removeSheet(sheet);
      await me.press('Refresh');
      await me.reads('Its table was deleted');
    },
  },
  {
    name: 'asked before edits are lost',
    async open(me) {
      await atPrices(me);
      await me.press(/^Actions for/);
      await me.press('Put the sheet back');
      await me.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'signed out, the edits kept',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await answer(me.page, 'PushChanges', (route) =>
        route.fulfill({ status: 401, json: { errors: [{ message: 'x' }] } }),
      );
      await me.press('Preview');
      await me.reads(/Your edits are still on the sheet/);
    },
  },
  {
    name: 'the columns have changed',
    async open(me) {
      await atPrices(me);
      me.pane.type(GOOD, 'USD', 55);
      await answer(
        me.page,
        'MatrixDelta',
        fault('VIEW_CHANGED', 'The columns of this view have changed since it was pulled.'),
      );
      await me.press('Refresh');
      await me.reads(/columns of this view have changed/);
    },
  },
  {
    name: 'a fault of the server',
    async open(me) {
      await atPrices(me);
      const body = {
        errors: [
          {
            message: 'Something went wrong on the server.',
            extensions: { code: 'INTERNAL', errorId: '5f2c9a1e-77aa-4f0b-9c55-0c7d3f1f2b11' },
          },
        ],
      };
      await answer(me.page, 'MatrixDelta', body);
      await me.press('Refresh');
      await me.reads(/Something went wrong on the server/);
    },
  },
];
