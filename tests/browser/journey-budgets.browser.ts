/** A finance analyst moves money within envelopes. One journey: each test goes on where the one before ended. */
import { describe, expect, test } from '@jest/globals';
import type { MatrixRequest } from './colleague.ts';
import { useJourney } from './journey-support.ts';

const BUDGET: MatrixRequest = { kind: 'BUDGET', filter: { plan: 'BUDGET-2027' } };
const PERIOD = '2027-Q4';
const MARKETING = 'SMB/BOOKSNOW/MARKETING';
const SALES = 'SMB/BUSINESS/SALES';

const journey = useJourney();

const stored = (column = PERIOD): Promise<unknown[]> =>
  Promise.all([MARKETING, SALES].map((row) => journey.admin.cell(BUDGET, row, column)));
const onSheet = (title = PERIOD): Promise<unknown[]> =>
  Promise.all([MARKETING, SALES].map((row) => journey.desk.cell(row, title)));

describe('a finance analyst', () => {
  test('signs in, chooses a plan and pulls its budget', async () => {
    await journey.desk.signIn(/^Finance analyst/);
    await journey.desk.pull(/^Budget/, /BUDGET-2027/);
    expect(await journey.desk.keys()).toEqual(await journey.admin.keys(BUDGET));
    expect(await onSheet()).toEqual([575_000, 880_000]);
  });

  test('who gives sales more than its envelope holds is told which envelope, and by how much', async () => {
    await journey.desk.type(MARKETING, PERIOD, '325000');
    await journey.desk.type(SALES, PERIOD, '1130000');
    await journey.desk.ribbon('Preview');
    await journey.desk.sees('Cannot be pushed (1)');
    await journey.desk.sees(/E27-SALES.*50.?000/);
    await journey.desk.sees('Some rows are refused');
    expect(await journey.desk.pane.getByRole('button', { name: 'Push 2 cells' }).getAttribute('aria-disabled')).toBe(
      'true',
    );
    expect(await stored()).toEqual([575_000, 880_000]);
  });

  test('mends it in the sheet: the preview is clean, the total effect is nil, and the push is written', async () => {
    await journey.desk.type(MARKETING, PERIOD, '475000');
    await journey.desk.type(SALES, PERIOD, '980000');
    await journey.desk.press('Compare again');
    await journey.desk.pane.getByText('Cannot be pushed').waitFor({ state: 'hidden' });
    await journey.desk.sees('±0.00');
    await journey.desk.pane.getByLabel('Reason').fill('Sales needs it before marketing does');
    await journey.desk.press('Push 2 cells');
    await journey.desk.sees('2 cells written as revision 2.');
    expect(await stored()).toEqual([475_000, 980_000]);
    expect(await stored('total')).toEqual([2_200_000, 4_500_000]);
    expect(await onSheet('Total')).toEqual([2_200_000, 4_500_000]);
    await journey.desk.press('Done');
  });

  test('who meets a change of somebody else takes theirs: then nothing is left to push', async () => {
    await journey.desk.type(MARKETING, PERIOD, '470000');
    await journey.admin.push(BUDGET, [[MARKETING, PERIOD, '460000']], 'Marketing gives a little more');
    await journey.desk.ribbon('Preview');
    await journey.desk.sees('Changed by others too (1)');
    await journey.desk.press('Resolve conflicts');
    await journey.desk.press('All theirs');
    await journey.desk.press('Apply 1 choice');
    await journey.desk.sees('Nothing has changed.');
    expect(await onSheet()).toEqual([460_000, 980_000]);
    expect(await journey.admin.revision()).toBe(3);
  });

  test('undoes his push where nobody has touched it since: the cell that somebody has is named, and all stays', async () => {
    await undo(2);
    await journey.desk.sees(/Nothing was undone/);
    expect(await stored()).toEqual([460_000, 980_000]);
    await undo(3);
    await journey.desk.sees('Revision 3 was undone by revision 4.');
    await undo(2);
    await journey.desk.sees('Revision 2 was undone by revision 5.');
    expect(await stored()).toEqual([575_000, 880_000]);
    expect(await onSheet()).toEqual([575_000, 880_000]);
  });
});

async function undo(revision: number): Promise<void> {
  await journey.desk.pane.getByRole('tab', { name: 'Changes' }).click();
  await journey.desk.press(`Undo revision ${revision}`);
  await journey.desk.pane.getByLabel('Why is it undone?').fill('Back to the plan');
  await journey.desk.pane
    .getByRole('button', { name: `Undo revision ${revision}` })
    .last()
    .click();
}
