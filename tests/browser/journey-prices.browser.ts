/** A pricing analyst's day, in the grid and the pane. One journey: each test goes on where the one before ended. */
import { describe, expect, test } from '@jest/globals';
import type { MatrixRequest } from './colleague.ts';
import { useJourney } from './journey-support.ts';

const PRICES: MatrixRequest = { kind: 'TIER_PRICE' };
const GOOD = 'SMB/HOUSEHOLD-GOOD/US/YEAR/1';
const BETTER = 'SMB/HOUSEHOLD-BETTER/US/YEAR/1';
const TAX = 'SMB/TAX-BEST/US/RETURN/1';

const journey = useJourney();

const stored = (row: string, column = 'USD'): Promise<unknown> => journey.admin.cell(PRICES, row, column);

describe('a pricing analyst', () => {
  test('presses Push before anything else: is told to sign in, and after that what comes first', async () => {
    const note = journey.desk.page.getByRole('region', { name: 'First steps' });
    await note.getByText('Choose in the pane who you are.').waitFor();
    // The pane takes commands from when it has asked how to sign in.
    await journey.desk.pane.getByRole('button', { name: /^Pricing analyst/ }).waitFor();
    await journey.desk.ribbon('Push');
    await journey.desk.sees('Push goes on after that.');
    await journey.desk.signIn(/^Pricing analyst/);
    await journey.desk.sees('Pull a matrix first.');
    await note.getByRole('heading', { name: 'Now pull' }).waitFor();
    expect(await note.innerText()).not.toContain('who you are');
  });

  test('pulls the tier prices: the sheet holds what the server holds', async () => {
    await journey.desk.pull(/^Tier prices/);
    expect(await journey.desk.keys()).toEqual(await journey.admin.keys(PRICES));
    expect(await journey.desk.cell(GOOD, 'USD')).toBe(36);
    expect(await journey.desk.cell(TAX, 'USD')).toBe(129);
  });

  test('types two prices and sees exactly these two in the preview, before anything is written', async () => {
    await journey.desk.type(GOOD, 'USD', '38');
    await journey.desk.type(BETTER, 'USD', '54.5');
    await journey.desk.ribbon('Preview');
    await journey.desk.sees('Changed cells (2)');
    await journey.desk.sees('+4.50');
    expect(await journey.desk.pane.getByRole('region', { name: /Changed cells/ }).innerText()).toMatch(
      /HOUSEHOLD-GOOD[^]*36\.00[^]*38\.00[^]*\+2\.00[^]*HOUSEHOLD-BETTER[^]*52\.00[^]*54\.50[^]*\+2\.50|HOUSEHOLD-BETTER[^]*52\.00[^]*54\.50[^]*\+2\.50[^]*HOUSEHOLD-GOOD[^]*36\.00[^]*38\.00[^]*\+2\.00/,
    );
    expect(await Promise.all([stored(GOOD), stored(BETTER), journey.admin.revision()])).toEqual([36, 52, 1]);
  });

  test('pushes them with a reason, as one change set', async () => {
    await journey.desk.pane.getByLabel('Reason').fill('Prices of the new year');
    await journey.desk.press('Push 2 cells');
    await journey.desk.sees('2 cells written as revision 2.');
    expect(await Promise.all([stored(GOOD), stored(BETTER)])).toEqual([38, 54.5]);
    const [last] = await journey.admin.changeSets();
    expect(last).toEqual({
      ...{ revision: 2, reason: 'Prices of the new year', state: 'APPLIED' },
      author: expect.stringMatching(/pricing/i),
    });
    await journey.desk.press('Done');
    await journey.desk.sees(/revision 2/);
  });

  test('who edits a cell that an administrator has changed meanwhile is told whose value stands there', async () => {
    await journey.desk.type(GOOD, 'USD', '40');
    await journey.desk.type(TAX, 'USD', '135');
    await journey.admin.push(
      PRICES,
      [
        [GOOD, 'USD', '39'],
        [BETTER, 'USD', '55'],
        [TAX, 'USD', '131'],
      ],
      'The board has decided',
    );
    await journey.desk.ribbon('Preview');
    await journey.desk.sees('Changed by others too (2)');
    await journey.desk.press('Resolve conflicts');
    await journey.desk.sees('2 conflicts');
    const card = journey.desk.pane.getByRole('article', { name: new RegExp(GOOD.replaceAll('/', ' · ')) });
    await card.getByText(/Demo administrator|admin/i).waitFor();
    expect(await card.innerText()).toMatch(/40\.00[^]*39\.00[^]*38\.00/);
    expect(await Promise.all([stored(GOOD), stored(TAX)])).toEqual([39, 131]);
  });

  test('takes mine for one cell and theirs for the other, and pushes: the neighbour keeps its new price', async () => {
    const choose = (row: string, whose: RegExp): Promise<void> =>
      journey.desk.pane
        .getByRole('article', { name: new RegExp(row.replaceAll('/', ' · ')) })
        .getByRole('radio', { name: whose })
        .check();
    await choose(GOOD, /^Mine/);
    await choose(TAX, /^Theirs/);
    await journey.desk.press('Apply 2 choices');
    await journey.desk.sees('Changed cells (1)');
    await journey.desk.press('Push 1 cell');
    await journey.desk.sees('1 cell written as revision 4.');
    expect(await Promise.all([stored(GOOD), stored(BETTER), stored(TAX)])).toEqual([40, 55, 131]);
    expect(await Promise.all([GOOD, BETTER, TAX].map((row) => journey.desk.cell(row, 'USD')))).toEqual([40, 55, 131]);
  });

  test('may not undo the import, and reads whose role that takes', async () => {
    await journey.desk.pane.getByRole('tab', { name: 'Changes' }).click();
    const card = journey.desk.pane.getByRole('article', { name: 'Revision 1', exact: true });
    await card.getByText('Undoing it takes the role Administrator.').waitFor();
    expect(await card.getByRole('button').count()).toBe(0);
    expect(await journey.desk.pane.getByRole('article', { name: 'Revision 2' }).innerText()).toContain(
      'Push of 2 recorded values',
    );
  });

  test('undoes the push: the administrator’s price holds again, on the server and on the sheet', async () => {
    await journey.desk.press('Undo revision 4');
    await journey.desk.pane.getByLabel('Why is it undone?').fill('The board was right');
    await journey.desk.pane.getByRole('button', { name: 'Undo revision 4' }).last().click();
    await journey.desk.sees('Revision 4 was undone by revision 5.');
    expect(await Promise.all([stored(GOOD), stored(BETTER), stored(TAX)])).toEqual([39, 55, 131]);
    const [undo, undone] = await journey.admin.changeSets();
    expect([undo?.revision, undo?.reason, undone?.state]).toEqual([5, 'The board was right', 'REVERTED']);
    expect(await Promise.all([GOOD, BETTER, TAX].map((row) => journey.desk.cell(row, 'USD')))).toEqual([39, 55, 131]);
  });
});
