/**
 * The grid over 20,000 rows: what a person does arrives, whole. How long it takes is in the README; nothing is judged by
 * the clock here, but that a page which stands still for a minute fails by its waits.
 */
import { beforeEach, expect, test } from '@jest/globals';
import type { WorkbenchPage } from './workbench-page.ts';
import { heardIn, listenIn, settled, useWorkbench } from './workbench-support.ts';

const workbench = useWorkbench();
const ROWS = 20_000;
/** Ten times what a quiet machine takes. */
const PATIENT = 300_000;
/** Different in every row, and in no order. */
const price = (row: number): number => ((row * 7919) % 20_011) / 100;

/** A key, a text and a price that stand in no other row, a tier of three, and a formula. */
const fillLarge = ({ run }: WorkbenchPage): Promise<void> =>
  run(async (context, rows) => {
    const sheet = context.workbook.worksheets.getActiveWorksheet();
    sheet.getRange('A1:E1').values = [['Key', 'Tier', 'Name', 'Price', 'Count']];
    for (let start = 0; start < rows; start += 5_000) {
      sheet.getRangeByIndexes(1 + start, 0, 5_000, 5).values = Array.from({ length: 5_000 }, (_, i) => {
        const n = start + i;
        return [`K-${n}`, ['Good', 'Better', 'Best'][n % 3], `Name ${n}`, ((n * 7919) % 20_011) / 100, n];
      });
      await context.sync();
    }
    sheet.getRange('G1').formulas = [['=SUM(E2:E20001)']];
    sheet.tables.add(`A1:E${rows + 1}`, true).name = 'Prices';
    sheet.freezePanes.freezeAt(sheet.getRange('A1:A1'));
    await context.sync();
  }, ROWS);

beforeEach(async () => {
  workbench.bench.page.setDefaultTimeout(PATIENT / 2);
  await fillLarge(workbench.bench);
  await listenIn(workbench.bench);
}, PATIENT);

const values = (address: string, wanted: unknown[][]): Promise<unknown[][]> =>
  settled(() => workbench.bench.values(address), wanted);

async function expectValues(wanted: Readonly<Record<string, unknown[][]>>): Promise<void> {
  for (const [address, cells] of Object.entries(wanted))
    expect([address, await values(address, cells)]).toEqual([address, cells]);
}

/** What the add-in has heard of changes since it was asked last. */
const changes = async (): Promise<unknown[]> =>
  (await heardIn(workbench.bench)).filter(([type]) => type !== 'Selected').map(([type, address]) => [type, address]);

test(
  'what is typed is what the add-in hears of, and what is pasted over ten thousand cells what it reads',
  async () => {
    const { bench } = workbench;
    await bench.type('D4', '12.5');
    await expectValues({ 'D4:E4': [[12.5, 2]] });
    expect(await changes()).toEqual([['RangeEdited', 'D4']]);

    await bench.paste('D2', Array.from({ length: 5_000 }, (_, i) => `${i}\t${i + 0.5}`).join('\n'));
    await expectValues({
      'D2:E3': [
        [0, 0.5],
        [1, 1.5],
      ],
      'D5001:E5002': [
        [4999, 4999.5],
        [price(5000), 5000],
      ],
    });
  },
  PATIENT,
);
