import { describe, expect, test } from '@jest/globals';
import { COMMANDS, runCommand } from '../../addin/commands/commands.ts';
import type { Preview } from '../../addin/flows/preview.ts';
import { followSelection } from '../../addin/taskpane/effects/cell-history.ts';
import { applyChoices, chooseForAll, showConflicts } from '../../addin/taskpane/effects/conflicts.ts';
import { jumpTo } from '../../addin/taskpane/effects/jump.ts';
import { changePushForm, previewSheets } from '../../addin/taskpane/effects/preview.ts';
import { pullAgain } from '../../addin/taskpane/effects/pull-again.ts';
import { pullForm } from '../../addin/taskpane/effects/pull.ts';
import { pushSheets } from '../../addin/taskpane/effects/push.ts';
import { refreshSheets } from '../../addin/taskpane/effects/refresh.ts';
import { putBack, revertSelection, revertSheet } from '../../addin/taskpane/effects/revert.ts';
import { signInAsDemoUser } from '../../addin/taskpane/effects/sign-in.ts';
import { cancelTask } from '../../addin/taskpane/effects/run-task.ts';
import { dropPush, finishPush, showPending } from '../../addin/taskpane/effects/unfinished.ts';
import { previewSections } from '../../addin/taskpane/state/preview-items.ts';
import { knownValue } from '../../addin/taskpane/state/loadable.ts';
import { priceKey, tierPrices } from './support/matrices.ts';
import { paneDesk, type PaneDesk } from './support/pane-desk.ts';

const NONE: Preview = { views: [], rejections: [], warnings: [], applied: 0, unchanged: 0 };

const sections = ({ state }: PaneDesk): string[] =>
  previewSections(state().preview?.preview ?? NONE).map(({ key, items }) => `${key} ${items.length}`);

const ONE_CELL = { cells: 1, newRows: 0, archivedRows: 0 };

const sheets = ({ state }: PaneDesk) => knownValue(state().sheets) ?? [];

describe('pull', () => {
  test('a pulled sheet is listed with its name, day and revision, and takes part in the next push', async () => {
    const desk = await paneDesk(tierPrices(3));
    expect(sheets(desk)).toMatchObject([
      { sheetName: 'Tier prices', conflicts: 0, isPending: false, fault: null, view: { revision: 7, pulledBy: 'Pat' } },
    ]);
    expect(desk.state()).toMatchObject({
      step: 'LIST',
      chosen: [desk.viewId],
      task: null,
      notice: { intent: 'success', message: 'Tier prices: 3 rows pulled at revision 7.' },
    });
  });

  test('cancelled, the workbook is as before and the pane says so', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    pane.store.dispatch({ type: 'pullFormOpened', form: { kind: 'TIER_PRICE' } });
    const pulling = pullForm(pane);
    cancelTask(pane);
    await pulling;
    expect(state()).toMatchObject({
      step: 'PULL',
      task: null,
      notice: { message: 'The pull was cancelled. The workbook is as it was before.' },
    });
    expect(await pane.workbook.views()).toEqual([desk.viewId]);
    expect(server.count('PushChanges')).toBe(0);
  });

  test('while one thing is under way another does not begin', async () => {
    const { pane, server } = await paneDesk(tierPrices(3));
    await Promise.all([previewSheets(pane), refreshSheets(pane), pushSheets(pane)]);
    expect([server.count('MatrixDelta'), server.count('PushChanges')]).toEqual([0, 0]);
  });

  test('pulling again takes the edits over, and the old sheet goes', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, viewId } = desk;
    await desk.type(priceKey(1), 'USD', 9);
    await pullAgain(pane, viewId);
    expect(state()).toMatchObject({ question: null, notice: { intent: 'success' } });
    expect(state().notice?.message).toMatch(/1 cell with your edits taken over/);
    expect(await pane.workbook.views()).toHaveLength(1);
    expect(await pane.workbook.views()).not.toContain(viewId);
    await previewSheets(pane);
    expect(sections(desk)).toEqual(['CHANGED 1']);
  });
});

describe('preview and push', () => {
  test('what is previewed is pushed, and nothing is left to push', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(2), 'USD', 68.68);
    await previewSheets(pane);
    expect(state().step).toBe('PREVIEW');
    expect(sections(desk)).toEqual(['CHANGED 1']);
    await changePushForm(pane, { reason: ' New list ' });
    await pushSheets(pane);
    expect(state()).toMatchObject({
      step: 'RESULT',
      result: { revision: 8, written: ONE_CELL, recorded: 2, rejections: [] },
    });
    expect(server.stored(priceKey(2), 'USD')).toBe('68.68');
    expect(server.requests.at(-1)?.variables).toMatchObject({ input: { reason: 'New list', dryRun: false } });
    await previewSheets(pane);
    expect(sections(desk)).toEqual([]);
  });

  test('an amount with too many decimals is refused as it was typed, and the sheet shows it so', async () => {
    const desk = await paneDesk(tierPrices(3));
    await desk.type(priceKey(1), 'USD', 81.555);
    await desk.type(priceKey(2), 'USD', 1234.5);
    await previewSheets(desk.pane);
    expect(sections(desk)).toEqual(['REFUSED 1', 'CHANGED 1']);
    const [refused] = previewSections(desk.state().preview?.preview ?? NONE)[0]?.items ?? [];
    expect(refused?.message).toContain('"81.555" has more');
    const texts = await desk.office.Excel.run(async (context) => {
      const range = context.workbook.worksheets.getActiveWorksheet().tables.getItemAt(0).getRange().load('text');
      await context.sync();
      return range.text.flat();
    });
    expect(texts).toEqual(expect.arrayContaining(['81.555', '1,234.50']));
  });

  test('a label that was typed over is put back from the preview, beside an edit that stays', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    await desk.type(priceKey(2), 'Suite', 'Mine');
    await previewSheets(pane);
    expect(sections(desk)).toEqual(['CHANGED 1', 'RESTORED 1']);
    const [, typedOver] = previewSections(state().preview?.preview ?? NONE);
    await putBack(pane, [{ viewId: desk.viewId, row: priceKey(2), column: typedOver?.items[0]?.column ?? '' }]);
    expect(sections(desk)).toEqual(['CHANGED 1']);
    expect(await desk.cell(priceKey(1), 'USD')).toBe(5);
    expect(await desk.cell(priceKey(2), 'Suite')).not.toBe('Mine');
  });

  test('where the server refuses everything the differences stand there again, with its reasons', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    server.editElsewhere(priceKey(1), 'USD', '6');
    await pushSheets(pane);
    expect(state()).toMatchObject({ step: 'PREVIEW', notice: { intent: 'warning', action: 'RESOLVE' } });
    expect(sections(desk)).toEqual(['CONFLICTS 1', 'CHANGED 1']);
  });

  test('valid rows only: the others stay on the sheet as edits', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    await desk.type(priceKey(2), 'USD', 'many');
    await previewSheets(pane);
    expect(sections(desk)).toEqual(['REFUSED 1', 'CHANGED 1']);
    await changePushForm(pane, { isValidRowsOnly: true });
    await pushSheets(pane);
    expect(state().result).toMatchObject({ revision: 8, written: ONE_CELL });
    expect(server.stored(priceKey(1), 'USD')).toBe('5');
    expect(await desk.cell(priceKey(2), 'USD')).toBe('many');
  });

  test('a push without an answer is known to the list, and finished without writing twice', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    server.loseAnswers = 1;
    await pushSheets(pane);
    expect(state().notice).toMatchObject({ intent: 'error', message: 'The server does not answer.' });
    expect(sheets(desk)).toMatchObject([{ isPending: true }]);
    await showPending(pane);
    expect(state()).toMatchObject({
      step: 'UNFINISHED',
      unfinished: { push: { parts: [{ differences: [] }], unchanged: 1 } },
    });
    await finishPush(pane);
    expect(state()).toMatchObject({ step: 'RESULT', result: { revision: 8, written: ONE_CELL } });
    expect(sheets(desk)).toMatchObject([{ isPending: false }]);
    expect(server.revision).toBe(8);
  });

  test('a push without an answer is dropped: nothing is sent, and the edit is pushed with the next push', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    server.isDown = true;
    await pushSheets(pane);
    server.isDown = false;
    await desk.type(priceKey(1), 'USD', 6);
    await showPending(pane);
    expect(state().unfinished?.push.parts).toMatchObject([{ differences: [{ old: '1.50', new: '5.00' }] }]);
    await dropPush(pane);
    expect(sheets(desk)).toMatchObject([{ isPending: false }]);
    expect(state()).toMatchObject({
      step: 'LIST',
      notice: { message: expect.stringMatching(/^The push was dropped/) },
    });
    expect([server.revision, server.count('PushChanges')]).toEqual([7, 0]);
    await pushSheets(pane);
    expect(server.stored(priceKey(1), 'USD')).toBe('6');
  });

  test('with the server gone the edits stay and the pane says what to do', async () => {
    const desk = await paneDesk(tierPrices(3));
    await desk.type(priceKey(1), 'USD', 5);
    desk.server.isDown = true;
    await refreshSheets(desk.pane);
    expect(desk.state().notice?.nextStep).toContain('safe on the sheet');
    expect(await desk.cell(priceKey(1), 'USD')).toBe(5);
  });
});

describe('conflicts', () => {
  test.each([
    ['mine', 5, '5'],
    ['theirs', 6, '6'],
    ['base', 1.5, '1.5'],
  ] as const)('all %s: the sheet shows it, and the next push stores it', async (choice, shown, stored) => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    await desk.type(priceKey(2), 'EUR', 7);
    server.editElsewhere(priceKey(1), 'USD', '6', 'Erin');
    await previewSheets(pane);
    await showConflicts(pane);
    expect(state()).toMatchObject({
      step: 'CONFLICTS',
      conflicts: {
        entries: [
          {
            title: 'USD',
            base: '1.50',
            mine: '5',
            theirs: '6',
            shown: { base: '1.50', mine: '5.00', theirs: '6.00' },
            by: 'Erin',
          },
        ],
      },
    });
    chooseForAll(pane, choice);
    await applyChoices(pane);
    expect(state().step).toBe('PREVIEW');
    expect(await desk.cell(priceKey(1), 'USD')).toBe(shown);
    await pushSheets(pane);
    expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(2), 'EUR')]).toEqual([stored, '7']);
  });

  test('a refresh that finds a conflict goes on to the choice; without one it says what came in', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, server } = desk;
    server.editElsewhere(priceKey(3), 'USD', '8');
    await refreshSheets(pane);
    expect(state().notice).toMatchObject({ intent: 'success', message: 'Up to date at revision 8: 1 row changed.' });
    await desk.type(priceKey(1), 'USD', 5);
    server.editElsewhere(priceKey(1), 'USD', '6');
    await refreshSheets(pane);
    expect(state().step).toBe('CONFLICTS');
    expect(sheets(desk)).toMatchObject([{ conflicts: 1 }]);
  });
});

describe('on the sheet', () => {
  test('a jump selects the cell, also after the rows were sorted; the pane follows the selection', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, viewId, office } = desk;
    await office.Excel.run(async (context) => {
      context.workbook.worksheets
        .getActiveWorksheet()
        .tables.getItemAt(0)
        .sort.apply([{ key: 0, ascending: false }]);
      await context.sync();
    });
    await jumpTo(pane, { viewId, row: priceKey(2), column: 'EUR' });
    await followSelection(pane);
    expect(state().cell).toEqual({ viewId, row: priceKey(2), column: 'EUR', count: 1 });
    await jumpTo(pane, { viewId, row: 'SMB/GONE', column: 'EUR' });
    expect(state().notice?.message).toBe('This cell is no longer on the sheet.');
  });

  test('the selected cell goes back to what was pulled, the others keep their edits', async () => {
    const desk = await paneDesk(tierPrices(3));
    const { pane, state, viewId } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    await desk.type(priceKey(2), 'USD', 6);
    await jumpTo(pane, { viewId, row: priceKey(1), column: 'USD' });
    await revertSelection(pane);
    expect(state().notice?.message).toBe('1 cell put back to what was pulled.');
    expect([await desk.cell(priceKey(1), 'USD'), await desk.cell(priceKey(2), 'USD')]).toEqual([1.5, 6]);
  });

  test('the whole sheet goes back: edits, labels, deleted rows; a row of my own is left and counted', async () => {
    const desk = await paneDesk(tierPrices(4));
    const { pane, state, viewId, office } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    await desk.type(priceKey(2), 'Suite', 'Mine');
    await office.Excel.run(async (context) => {
      const { rows } = context.workbook.worksheets.getActiveWorksheet().tables.getItemAt(0);
      rows.getItemAt(3).delete();
      rows.add(undefined, [['', 'SMB', ...Array.from({ length: 13 }, () => '')]]);
      await context.sync();
    });
    await revertSheet(pane, viewId);
    expect(state().notice).toMatchObject({
      intent: 'warning',
      message: '2 cells and 1 row put back to what was pulled.',
      nextStep: expect.stringContaining('1 row of your own'),
    });
    await previewSheets(pane);
    expect(sections(desk)).toEqual(['ADDED 1']);
  });
});

describe('the ribbon', () => {
  const press = (name: string, { pane }: PaneDesk): Promise<void> =>
    runCommand(pane, COMMANDS[name] ?? { label: name, run: () => Promise.reject(new Error(name)) });

  test('Push shows the differences first, and pushes with the next press', async () => {
    const desk = await paneDesk(tierPrices(2));
    await desk.type(priceKey(1), 'USD', 5);
    await press('push', desk);
    expect(desk.state().step).toBe('PREVIEW');
    expect(desk.server.revision).toBe(7);
    await press('push', desk);
    expect(desk.state().step).toBe('RESULT');
    expect(desk.server.revision).toBe(8);
  });

  test('signed out, a button says to sign in and sends nothing; after the sign-in the last one goes on', async () => {
    const desk = await paneDesk(tierPrices(2));
    const { pane, state, server } = desk;
    await desk.type(priceKey(1), 'USD', 5);
    pane.store.dispatch({ type: 'signedOut', notice: null });
    const before = server.requests.length;
    for (const name of ['pull', 'preview', 'refresh', 'push']) await press(name, desk);
    expect(server.requests).toHaveLength(before);
    expect(state().session).toMatchObject({
      status: 'SIGNED_OUT',
      notice: { message: 'Sign in first.', nextStep: 'Push goes on after that.' },
    });
    await signInAsDemoUser(pane, 'pricing');
    expect([state().step, sections(desk), server.revision]).toEqual(['PREVIEW', ['CHANGED 1'], 7]);
    await signInAsDemoUser(pane, 'pricing');
    expect(server.count('PushChanges')).toBe(1);
  });

  test('with nothing pulled they say what comes first, and with no sheet ticked, to tick one', async () => {
    const desk = await paneDesk(tierPrices(2));
    const { pane, state, viewId } = desk;
    pane.store.dispatch({ type: 'sheetToggled', viewId });
    for (const name of ['preview', 'refresh', 'push']) {
      await press(name, desk);
      expect(state().notice?.message).toBe('No sheet is ticked.');
    }
    pane.store.dispatch({ type: 'sheetsLoaded', sheets: [] });
    await press('preview', desk);
    expect(state().notice).toEqual({ intent: 'info', message: 'Pull a matrix first.' });
  });
});
