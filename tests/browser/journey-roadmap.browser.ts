/** A product manager plans. One journey: each test goes on where the one before ended. */
import { describe, expect, test } from '@jest/globals';
import type { MatrixRequest } from './colleague.ts';
import { useJourney } from './journey-support.ts';

const ROADMAP: MatrixRequest = { kind: 'ROADMAP' };
const VAT = 'SMB/R-018';
const CODES = 'SMB/R-019';
const CHEQUES = 'SMB/R-021';

const journey = useJourney();
let added: string;

const stored = (row: string, column: string): Promise<unknown> => journey.admin.cell(ROADMAP, row, column);

describe('a product manager', () => {
  test('signs in and pulls the roadmap', async () => {
    await journey.desk.signIn(/^Product manager/);
    await journey.desk.pull(/^Roadmap/);
    expect(await journey.desk.keys()).toEqual(await journey.admin.keys(ROADMAP));
    expect(await journey.desk.cell(VAT, 'Title')).toBe('VAT return from any books');
  });

  test('renames an item, adds one below the table and deletes one: the preview names all three', async () => {
    await journey.desk.type(VAT, 'Title', '=VAT return, whatever the books');
    await journey.desk.typeNewRow({ Market: 'SMB', Title: 'Dunning letters', Product: 'BUSINESS-ONLINE', ...PLANNED });
    await journey.desk.deleteRow(CHEQUES);
    await journey.desk.ribbon('Preview');
    await journey.desk.sees('Changed cells (1)');
    await journey.desk.sees('New rows (1)');
    await journey.desk.sees('Rows deleted from the sheet (1)');
    await journey.desk.sees('=VAT return, whatever the books');
    expect(await journey.admin.keys(ROADMAP)).toHaveLength(24);
  });

  test('archives the deleted row only when asked to, and pushes all three as one change set', async () => {
    await journey.desk.pane.getByRole('checkbox', { name: 'Archive the 1 deleted row' }).check();
    await journey.desk.pane.getByLabel('Reason').fill('The plan of the spring');
    await journey.desk.press(/^Push \d+ cells, 1 new row, 1 archived row$/);
    await journey.desk.sees(/^\d+ cells, 1 new row, 1 archived row written as revision 2\.$/);
    const keys = await journey.admin.keys(ROADMAP);
    expect(keys).not.toContain(CHEQUES);
    expect(keys).toHaveLength(24);
    expect(await stored(VAT, 'title')).toBe('=VAT return, whatever the books');
    added = keys.find((key) => key === 'SMB/R-022') ?? '';
    expect(await stored(added, 'title')).toBe('Dunning letters');
    expect(await stored(added, 'starts_on')).toBe('2027-03-01');
    // The new row has got its key in the sheet, the archived one is gone from it.
    expect((await journey.desk.keys()).sort()).toEqual([...keys].sort());
    expect(await journey.desk.cell(added, 'State')).toBe('PLANNED');
    await journey.desk.press('Done');
  });

  test('whose title somebody else has changed too keeps his own; the neighbouring cell of the other arrives', async () => {
    await journey.desk.type(CODES, 'Title', 'VAT codes wherever a bill is booked');
    await journey.admin.push(
      ROADMAP,
      [
        [CODES, 'title', 'VAT codes everywhere'],
        [CODES, 'confidence', '35'],
      ],
      'After the review',
    );
    await journey.desk.ribbon('Preview');
    await journey.desk.press('Resolve conflicts');
    await journey.desk.press('All mine');
    await journey.desk.press('Apply 1 choice');
    await journey.desk.press('Push 1 cell');
    await journey.desk.sees('1 cell written as revision 4.');
    const row = await Promise.all([stored(CODES, 'title'), stored(CODES, 'confidence')]);
    expect(row).toEqual(['VAT codes wherever a bill is booked', 35]);
    expect(await journey.desk.cell(CODES, 'Confidence')).toBe(35);
  });

  test('undoes the plan of the spring: the archived item is back, the new one is gone, on the sheet too', async () => {
    await journey.desk.press('Recent changes');
    await journey.desk.press('Undo revision 2');
    await journey.desk.pane.getByLabel('Why is it undone?').fill('The summer comes first');
    await journey.desk.pane.getByRole('button', { name: 'Undo revision 2' }).last().click();
    await journey.desk.sees('Revision 2 was undone by revision 5.');
    const keys = await journey.admin.keys(ROADMAP);
    expect([keys.includes(CHEQUES), keys.includes(added)]).toEqual([true, false]);
    expect(await stored(VAT, 'title')).toBe('VAT return from any books');
    expect((await journey.desk.keys()).sort()).toEqual([...keys].sort());
    expect(await journey.desk.cell(VAT, 'Title')).toBe('VAT return from any books');
  });
});

const PLANNED = {
  ...{ Investment: 'GROWTH', Origin: 'PROACTIVE', State: 'PLANNED', Owner: 'PM-CLOSE' },
  ...{ 'Starts on': '2027-03-01', 'Ends on': '2027-06-30', Confidence: '50' },
};
