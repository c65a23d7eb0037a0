/**
 * A workbook that somebody else has written to: whatever stands in the hidden sheet, the add-in reads it or refuses it by
 * name, and never sends what the analyst does not have before him.
 */
import { beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dropPending, pendingPush, type PendingPush } from '../../addin/flows/pending-push.ts';
import { preview } from '../../addin/flows/preview.ts';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { settlePending } from '../../addin/flows/settle-pending.ts';
import type { ViewState } from '../../addin/flows/sheet.port.ts';
import type { Cell } from '../../addin/workbench/host/model/grid.ts';
import type { CellValue } from '../../addin/workbench/host/value.ts';
import { HIDDEN, hiddenColumn, hiddenText, writeHiddenText } from '../support/hidden-texts.ts';
import { pulled, STRICT, type Desk } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

const COLUMNS = 3;

type Kept = { readonly row: number; readonly column: number; readonly cell: Cell };

let desk: Desk;
let kept: Kept[];

/** Three texts in the hidden sheet: the pull, what a refresh has changed since, and marks with an open push. */
beforeAll(async () => {
  desk = await pulled(tierPrices(4));
  const { context, view, server, type } = desk;
  server.editElsewhere(priceKey(3), 'EUR', '7');
  await refresh(context, view.id);
  await type(priceKey(1), 'USD', 9);
  await context.sheet.mark(await context.sheet.view(view.id), [
    { row: priceKey(2), column: 'USD', text: 'Not a number.' },
  ]);
  server.isDown = true;
  await push(context, [view.id], STRICT).catch(() => null);
  server.isDown = false;
  kept = [...hidden().existing()].map(({ row, column, cell }) => ({ row, column, cell: { ...cell } }));
  expect(new Set(kept.map(({ column }) => column)).size).toBe(COLUMNS);
});

function hidden(): NonNullable<ReturnType<Desk['office']['host']['workbook']['sheet']>>['grid'] {
  const sheet = desk.office.host.workbook.sheet(HIDDEN);
  if (!sheet) throw new Error('no hidden sheet');
  return sheet.grid;
}

function restore(): void {
  for (const { row, column } of [...hidden().existing()]) hidden().put(row, column, blank());
  for (const { row, column, cell } of kept) hidden().put(row, column, { ...cell });
}
const blank = (): Cell => ({ value: '', formula: null, format: '@', style: {} });

const textOf = (column: number): string => hiddenText(desk.office.host, column);
const write = (column: number, text: string): void => writeHiddenText(desk.office.host, column, text);

/** All that the pane does with a workbook; `null` when it went well, else the fault. */
async function used(): Promise<unknown> {
  const { context, view } = desk;
  try {
    await context.sheet.views();
    await preview(context, [view.id], STRICT);
    await context.sheet.state(view.id);
    return null;
  } catch (fault) {
    return fault;
  }
}

/** A fault of the add-in's own, with a sentence for the analyst; anything else is a mistake of ours. */
function expectNamed(fault: unknown): void {
  if (fault === null) return;
  expect(fault).toMatchObject({
    name: expect.stringMatching(/^(Baseline|Excel|Flow)Fault$|^RequestRefused$/),
    message: expect.stringMatching(/\w+\.$/),
  });
}

const anyText = fc.oneof(
  fc.string(),
  fc.constantFrom('=1+1', "=cmd|'/c calc'!A1", '__proto__', '~', '~view:', '~view:id1', 'x'.repeat(32_767)),
);
const anyValue: fc.Arbitrary<CellValue> = fc.oneof(anyText, fc.double({ noNaN: true }), fc.boolean());

type Mutation = (cells: Kept[]) => void;
const at = fc.nat();
const pick = (cells: Kept[], n: number): Kept | undefined => cells[n % cells.length];
const put = ({ row, column }: Kept, value: CellValue): void => hidden().put(row, column, { ...blank(), value });

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.tuple(at, anyValue).map(([n, value]): Mutation => (cells) => {
    const cell = pick(cells, n);
    if (cell) put(cell, value);
  }),
  fc.tuple(at, at, fc.string({ maxLength: 3 })).map(([n, place, text]): Mutation => (cells) => {
    const cell = pick(cells, n);
    const before = String(cell?.cell.value);
    const from = place % (before.length + 1);
    if (cell) put(cell, before.slice(0, from) + text + before.slice(from + 1));
  }),
  fc.tuple(at, at).map(([a, b]): Mutation => (cells) => {
    const [one, other] = [pick(cells, a), pick(cells, b)];
    if (one && other) put(one, other.cell.value);
  }),
  fc.nat(COLUMNS).map((column): Mutation => () => {
    const { workbook } = desk.office.host;
    const sheet = workbook.sheet(HIDDEN);
    sheet?.shift({ row: 0, column, rows: 1_048_576, columns: 1 }, 'columns', -1);
  }),
);

test('cells of the hidden sheet that were changed by hand are harmless or refused by name', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mutation, { minLength: 1, maxLength: 4 }), async (mutations) => {
      restore();
      for (const mutate of mutations) mutate(kept);
      expectNamed(await used());
    }),
    { numRuns: 80 },
  );
});

/** The text with something in it replaced, as deep as it goes. */
function replaced(value: unknown, path: readonly number[], by: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== 'object' || value === null) return by;
  const keys = Object.keys(value);
  const key = keys[step % (keys.length + 1)];
  if (Array.isArray(value)) {
    if (key === undefined) return [...(value as unknown[]), by];
    return value.map((item: unknown, i) => (String(i) === key ? replaced(item, rest, by) : item));
  }
  if (key === undefined) return { ...value, [String(step)]: by };
  return { ...value, [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const anyJson = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    -1,
    1e308,
    2 ** 53,
    '',
    [],
    {},
    [1],
    [1e9],
    ['a', [1_000_000_000]],
    '9999-99-99',
    'SMB/OFF-1/LIST/MONTH/1',
  ),
);

test('texts of the hidden sheet that were changed and stamped again are read, or refused by name, and sent by nobody', async () => {
  const before = desk.server.revision;
  await fc.assert(
    fc.asyncProperty(
      fc.nat(COLUMNS - 1),
      fc.array(fc.nat(40), { maxLength: 6 }),
      anyJson,
      async (column, path, value) => {
        restore();
        write(column, JSON.stringify(replaced(JSON.parse(textOf(column)), path, value)));
        expectNamed(await used());
      },
    ),
    { numRuns: 150 },
  );
  expect(desk.server.revision).toBe(before);
});

describe('an unfinished push that somebody else wrote into the workbook', () => {
  const spoilings: [string, (pending: NonNullable<ViewState['pending']>) => unknown][] = [
    ['of another market', (p) => part(p, { request: { ...p.parts[0]?.request, filter: { markets: ['ENT'] } } })],
    ['of a row that was not pulled', (p) => part(p, { edits: [[priceKey(99), 'USD', '0']] })],
    ['of a column that may not be edited', (p) => part(p, { edits: [[priceKey(1), 'offering', 'X']] })],
    ['that archives a row from elsewhere', (p) => part(p, { archives: [priceKey(99)] })],
    ['that inserts what is there', (p) => part(p, { inserts: [[priceKey(2), 'USD', '0']] })],
  ];
  const part = (pending: NonNullable<ViewState['pending']>, change: object): unknown => ({
    ...pending,
    parts: pending.parts.map((one) => ({ ...one, ...change })),
  });

  type Remembered = ViewState & { pending: NonNullable<ViewState['pending']> };

  function spoilPush(spoil: (pending: Remembered['pending']) => unknown): void {
    restore();
    const column = hiddenColumn(desk.office.host, 'state:');
    const state = JSON.parse(textOf(column)) as Remembered;
    write(column, JSON.stringify({ ...state, pending: spoil(state.pending) }));
  }

  async function seen(): Promise<PendingPush> {
    const found = await pendingPush(desk.context, [desk.view.id]);
    if (!found) throw new Error('no push is open');
    return found;
  }

  test.each(spoilings)('%s is neither shown as the analyst’s own nor sent', async (_what, spoil) => {
    spoilPush(spoil);
    const sent = desk.server.count('PushChanges');
    await expect(seen()).rejects.toMatchObject({ code: 'FOREIGN_PUSH' });
    const pending = await desk.context.sheet.state(desk.view.id);
    if (!pending.pending) throw new Error('no push is open');
    await expect(settlePending(desk.context, [desk.view.id], pending.pending)).rejects.toMatchObject({
      code: 'FOREIGN_PUSH',
    });
    expect(desk.server.count('PushChanges')).toBe(sent);
  });

  test('of own rows with other values, and a baseline to match, is shown beside what the server holds', async () => {
    spoilPush((pending) => part(pending, { edits: [[priceKey(1), 'USD', '0.01']] }));
    const column = hiddenColumn(desk.office.host, 'view:');
    // As if the price had been 0.02 all along: one cent would be a small change.
    write(column, textOf(column).replaceAll('"1.50"', '"0.02"'));
    expect((await desk.context.sheet.view(desk.view.id)).rows[0]).toContain('0.02');
    expect(await seen()).toMatchObject({
      parts: [{ differences: [{ row: priceKey(1), title: 'USD', old: '1.50', new: '0.01', delta: '-1.49' }] }],
      unchanged: 0,
    });
  });

  test('that is another one than was seen is not sent', async () => {
    restore();
    const { input } = await seen();
    spoilPush((pending) => part(pending, { edits: [[priceKey(1), 'USD', '0.01']] }));
    const sent = desk.server.count('PushChanges');
    await expect(settlePending(desk.context, [desk.view.id], input)).rejects.toMatchObject({ code: 'OTHER_PUSH' });
    expect(desk.server.count('PushChanges')).toBe(sent);
  });

  test('is dropped unsent: the workbook remembers it no longer, and the edit stays', async () => {
    spoilPush((pending) => part(pending, { edits: [[priceKey(99), 'USD', '0']] }));
    const sent = desk.server.count('PushChanges');
    await dropPending(desk.context, [desk.view.id]);
    expect([await pendingPush(desk.context, [desk.view.id]), desk.server.count('PushChanges')]).toEqual([null, sent]);
    expect((await preview(desk.context, [desk.view.id], STRICT)).views[0]?.differences).toMatchObject([
      { row: priceKey(1), new: '9.00' },
    ]);
  });

  test('the analyst’s own goes through, and is known to be on the server when it is', async () => {
    restore();
    const { input, parts } = await seen();
    expect(parts).toMatchObject([{ differences: [{ row: priceKey(1), title: 'USD', old: '1.50', new: '9.00' }] }]);
    desk.server.loseAnswers = 1;
    await expect(settlePending(desk.context, [desk.view.id], input)).rejects.toMatchObject({
      name: 'ServerUnreachable',
    });
    expect(await seen()).toMatchObject({ parts: [{ differences: [] }], unchanged: 1 });
    expect(await settlePending(desk.context, [desk.view.id], input)).toMatchObject({
      result: { applied: 1, rejections: [] },
    });
    expect(desk.server.stored(priceKey(1), 'USD')).toBe('9');
  });
});
