import { describe, expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { pull } from '../../addin/flows/pull.ts';
import { push } from '../../addin/flows/push.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { resolveConflicts } from '../../addin/flows/resolve.ts';
import type { SheetUpdate } from '../../addin/flows/sheet.port.ts';
import { pendingPush } from '../../addin/flows/pending-push.ts';
import { settlePending } from '../../addin/flows/settle-pending.ts';
import { pulled, STRICT } from './support/desk.ts';
import { budgets, priceKey, roadmap, tierPrices } from './support/matrices.ts';

const NOTHING: SheetUpdate = { cells: [], named: [], added: [], removed: [], delta: null };

describe('pull, edit, preview, push, refresh', () => {
  test('a price that was edited on the sheet reaches the server, and the sheet shows the new revision', async () => {
    const { context, view, server, type, table } = await pulled(tierPrices(3));
    await type(priceKey(2), 'USD', 68.68);

    const shown = await preview(context, [view.id], STRICT);
    expect(shown.views[0]?.differences).toEqual([
      { row: priceKey(2), column: 'USD', title: 'USD', old: '2.50', new: '68.68', delta: '66.18' },
    ]);
    expect(shown.views[0]?.totals).toEqual(new Map([['USD', '66.18']]));
    expect(server.stored(priceKey(2), 'USD')).toBe('2.50');

    const { result } = await push(context, [view.id], STRICT);
    expect(result).toMatchObject({ applied: 1, rejections: [] });
    expect(server.stored(priceKey(2), 'USD')).toBe('68.68');
    expect((await context.sheet.view(view.id)).revision).toBe(8);
    expect((await preview(context, [view.id], STRICT)).views[0]?.differences).toEqual([]);
    expect((await table())[2]).toContain(68.68);
  });

  test('what others changed arrives with a refresh, and my own edits stay', async () => {
    const { context, view, server, type, table } = await pulled(tierPrices(3));
    await type(priceKey(1), 'EUR', 9);
    server.editElsewhere(priceKey(1), 'USD', '5');
    server.editElsewhere(priceKey(3), 'EUR', null);

    expect(await refresh(context, view.id)).toMatchObject({ conflicts: [], changedRows: 2 });
    const [, first, , third] = await table();
    expect(first?.slice(-3)).toEqual([5, 9, '']);
    expect(third?.slice(-3)).toEqual([3.5, '', '']);
    const shown = await preview(context, [view.id], STRICT);
    expect(shown.views[0]?.diff.edits).toEqual([[priceKey(1), 'EUR', '9']]);
  });

  test.each([
    ['mine', '9'],
    ['theirs', '5'],
    ['base', '1.5'],
  ] as const)(
    'a cell that two have changed is refused, and resolved to %s without losing another edit',
    async (choice, stored) => {
      const { context, view, server, type } = await pulled(tierPrices(2));
      await type(priceKey(1), 'USD', 9);
      await type(priceKey(2), 'EUR', 7);
      server.editElsewhere(priceKey(1), 'USD', '5');

      const { result } = await push(context, [view.id], STRICT);
      expect(result.rejections).toMatchObject([
        { code: 'STALE_CELL', row: priceKey(1), column: 'USD', base: '1.50', mine: '9', theirs: '5', by: 'Erin' },
      ]);
      expect(server.stored(priceKey(2), 'EUR')).toBe('2.40');

      const { conflicts } = await refresh(context, view.id);
      expect(conflicts).toEqual([{ row: priceKey(1), column: 'USD', base: '1.50', mine: '9', theirs: '5' }]);
      await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'UNRESOLVED_CONFLICTS' });

      await resolveConflicts(context, view.id, [{ row: priceKey(1), column: 'USD', choice }]);
      await push(context, [view.id], STRICT);
      expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(2), 'EUR')]).toEqual([stored, '7']);
    },
  );

  test('two sheets of one workbook go in one change set', async () => {
    const { context, view, server, type } = await pulled(tierPrices(3));
    const other = await pull(context, { kind: 'TIER_PRICE', filter: { currencies: ['EUR'] } });
    await type(priceKey(1), 'USD', 11);
    await context.sheet.update(other, {
      ...NOTHING,
      cells: [{ row: priceKey(2), column: 'EUR', value: 22 }],
    });
    const { result, views } = await push(context, [view.id, other.id], STRICT);
    expect([result.applied, views]).toEqual([2, [view.id, other.id]]);
    expect(server.count('PushChanges')).toBe(1);
    expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(2), 'EUR')]).toEqual(['11', '22']);
    const after = await preview(context, [view.id, other.id], STRICT);
    expect(after.views.flatMap((v) => v.differences)).toEqual([]);
    // Each sheet shows what was written on the other.
    expect((await context.sheet.read(other)).rows[0]?.values).toContain(11);
  });

  test('amounts keep every cent: 12.34 and 68.68 are stored as they were entered', async () => {
    const { context, view, type, server } = await pulled(budgets());
    await type('SMB/LINE/SALES', '2027-Q1', 12.34);
    await type('SMB/LINE/MARKETING', '2027-Q2', '68.68');
    const shown = await preview(context, [view.id], STRICT);
    expect(shown.views[0]?.totals).toEqual(
      new Map([
        ['2027-Q1', '-987.66'],
        ['2027-Q2', '68.68'],
      ]),
    );
    await push(context, [view.id], STRICT);
    expect(server.stored('SMB/LINE/SALES', '2027-Q1')).toBe('12.34');
    expect(server.stored('SMB/LINE/MARKETING', '2027-Q2')).toBe('68.68');
  });

  test('a new row is inserted and gets its key; a deleted row is archived only when that is asked for', async () => {
    const { context, view, server, table, inExcel } = await pulled(roadmap(['One', 'Two']));
    await inExcel((t) => {
      t.rows.add(undefined, [['', 'SMB', 'R-9', 'Nine', 'P-1', ...Array.from({ length: 11 }, () => '')]]);
      t.rows.getItemAt(0).delete();
    });
    const { result } = await push(context, [view.id], STRICT);
    expect(result.inserted).toEqual([{ part: 0, temporary: 'new:1', key: 'SMB/R-9' }]);
    expect(server.keys).toEqual(['SMB/R-1', 'SMB/R-2', 'SMB/R-9']);
    expect((await table()).map((row) => row[0])).toEqual(['Row key', 'SMB/R-2', 'SMB/R-9']);

    await push(context, [view.id], { ...STRICT, archiveMissing: true });
    expect(server.keys).toEqual(['SMB/R-2', 'SMB/R-9']);
  });

  test('rows that others added or archived come and go with a refresh', async () => {
    const { context, view, server, table } = await pulled(roadmap(['One', 'Two']));
    server.archiveElsewhere('SMB/R-1');
    server.addElsewhere(['SMB/R-5', 'SMB', 'R-5', '=NOW()', 'P-1', ...Array.from({ length: 11 }, () => null)]);
    await refresh(context, view.id);
    expect((await table()).map((row) => [row[0], row[3]])).toEqual([
      ['Row key', 'Title'],
      ['SMB/R-2', 'Two'],
      ['SMB/R-5', '=NOW()'],
    ]);
  });

  test('with valid rows only, a refused row is marked and stays as it was edited', async () => {
    const { context, view, server, type, office } = await pulled(tierPrices(3));
    await type(priceKey(1), 'USD', -1);
    await type(priceKey(2), 'USD', 20);
    const options = { ...STRICT, errorPolicy: 'REJECT_FAILED_ROWS' } as const;
    const shown = await preview(context, [view.id], options);
    expect(shown.views[0]?.diff.problems).toMatchObject([
      { kind: 'UNREADABLE', key: priceKey(1), problem: { code: 'OUT_OF_RANGE' } },
    ]);
    await push(context, [view.id], options);
    expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(2), 'USD')]).toEqual(['1.50', '20']);
    const again = await preview(context, [view.id], options);
    expect(again.views[0]?.diff.problems).toHaveLength(1);
    expect(office.host.workbook.comments).toMatchObject([{ content: expect.stringContaining('USD') }]);
  });

  test('a stale cell that valid rows only left out stays a conflict, so that it is not overwritten unseen later', async () => {
    const { context, view, server, type } = await pulled(tierPrices(3));
    await type(priceKey(1), 'USD', 9);
    await type(priceKey(2), 'USD', 20);
    server.editElsewhere(priceKey(1), 'USD', '5');
    const options = { ...STRICT, errorPolicy: 'REJECT_FAILED_ROWS' } as const;
    await push(context, [view.id], options);
    expect((await context.sheet.state(view.id)).conflicts).toEqual([
      { row: priceKey(1), column: 'USD', base: '1.50', mine: '9', theirs: '5' },
    ]);
    await expect(push(context, [view.id], options)).rejects.toMatchObject({ code: 'UNRESOLVED_CONFLICTS' });
    expect([server.stored(priceKey(1), 'USD'), server.stored(priceKey(2), 'USD')]).toEqual(['5', '20']);
  });

  test('a cell that cannot be read yet is a conflict too, when somebody else has changed it', async () => {
    const { context, view, server, type } = await pulled(tierPrices(2));
    await type(priceKey(1), 'USD', 'nine');
    server.editElsewhere(priceKey(1), 'USD', '5');
    const { conflicts } = await refresh(context, view.id);
    expect(conflicts).toMatchObject([{ row: priceKey(1), column: 'USD', mine: 'nine', theirs: '5' }]);
    await resolveConflicts(context, view.id, [{ row: priceKey(1), column: 'USD', choice: 'theirs' }]);
    expect((await preview(context, [view.id], STRICT)).views[0]?.diff).toMatchObject({ edits: [], problems: [] });
  });

  test('the server gone in the middle of a push: the same push again writes once', async () => {
    const { context, view, server, type } = await pulled(tierPrices(2));
    await type(priceKey(1), 'USD', 9);
    server.loseAnswers = 1;
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ name: 'ServerUnreachable' });
    expect(server.revision).toBe(8);
    await push(context, [view.id], STRICT);
    expect(server.revision).toBe(8);
    const keys = server.requests
      .filter((r) => r.operation === 'PushChanges')
      .map((r) => (r.variables['input'] as { idempotencyKey: string }).idempotencyKey);
    expect(new Set(keys).size).toBe(1);
    expect((await context.sheet.view(view.id)).revision).toBe(8);
  });

  test('a push without an answer is settled first when the sheet was edited since, and inserts nothing twice', async () => {
    const { context, view, server, type, inExcel, table } = await pulled(roadmap(['One', 'Two']));
    await inExcel((t) => {
      t.rows.add(undefined, [['', 'SMB', 'R-9', 'Nine', 'P-1', ...Array.from({ length: 11 }, () => '')]]);
    });
    server.loseAnswers = 1;
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ name: 'ServerUnreachable' });
    await type('SMB/R-1', 'Title', 'Uno');
    await expect(push(context, [view.id], STRICT)).rejects.toMatchObject({ code: 'UNSETTLED_PUSH' });

    const open = await pendingPush(context, [view.id]);
    if (!open) throw new Error('no push is open');
    expect(open.parts).toMatchObject([{ inserts: expect.arrayContaining([[expect.anything(), 'title', 'Nine']]) }]);
    await settlePending(context, [view.id], open.input);
    expect((await table()).map((row) => row[0])).toEqual(['Row key', 'SMB/R-1', 'SMB/R-2', 'SMB/R-9']);
    await push(context, [view.id], STRICT);
    expect(server.keys).toEqual(['SMB/R-1', 'SMB/R-2', 'SMB/R-9']);
    expect(server.stored('SMB/R-1', 'title')).toBe('Uno');
  });

  test('a refused cell carries a mark with the reason, and loses it when the next push goes through', async () => {
    const { context, view, server, type, office } = await pulled(tierPrices(2));
    await type(priceKey(1), 'USD', 9);
    server.editElsewhere(priceKey(1), 'USD', '5');
    await push(context, [view.id], STRICT);
    const sheet = office.host.workbook.sheet('Tier prices');
    const fill = (): string | undefined => sheet?.grid.at(5, 12).style.fill;
    expect(office.host.workbook.comments.map((c) => c.content)).toEqual(['Marketgrid: Changed meanwhile. Refresh.']);
    expect(fill()).toBe('#FFC7CE');

    await refresh(context, view.id);
    await resolveConflicts(context, view.id, [{ row: priceKey(1), column: 'USD', choice: 'mine' }]);
    await push(context, [view.id], STRICT);
    expect(office.host.workbook.comments).toEqual([]);
    expect(fill()).toBe('#FFEBB0');
    expect(server.stored(priceKey(1), 'USD')).toBe('9');
  });
});
