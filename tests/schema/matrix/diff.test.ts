import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Baseline, SheetRow } from '../../../schema/matrix/diff.ts';
import { diffSheet, isBlocking, isIdentity, withoutFaultyRows } from '../../../schema/matrix/diff.ts';

const BASELINE: Baseline = {
  rowKey: ['market', 'item'],
  header: [
    { key: 'market', title: 'Market', type: 'TEXT' },
    { key: 'item', title: 'Item', type: 'TEXT' },
  ],
  columns: [
    { key: 'title', title: 'Title', type: 'TEXT', required: true, editable: true },
    { key: 'USD', title: 'USD', type: 'DECIMAL', scale: 2, min: 0, editable: true },
    { key: 'starts_on', title: 'Starts on', type: 'DATE', editable: true },
    { key: 'needs', title: 'Needs', type: 'CODES', editable: true },
    { key: 'total', title: 'Total', type: 'DECIMAL', editable: false },
  ],
  rows: [
    ['SMB/R-1', 'SMB', 'R-1', 'One', 68.68, '2026-11-21', 'A;B', 10],
    ['SMB/R-2', 'SMB', 'R-2', 'Two', null, null, null, 20],
    ['SMB/R-3', 'SMB', 'R-3', 'Li\r\nne', 0.3, null, 'A', 30],
  ],
};
const COLUMNS = ['market', 'item', 'title', 'USD', 'starts_on', 'needs', 'total'];

type ReadRow = SheetRow & { readonly values: readonly unknown[] };

/** The sheet as it looks after the pull: dates are serials, blanks are empty strings. */
const asPulled = (): ReadRow[] => [
  { key: 'SMB/R-1', values: ['SMB', 'R-1', 'One', 68.68, 46347, 'A;B', 10] },
  { key: 'SMB/R-2', values: ['SMB', 'R-2', 'Two', '', '', '', 20] },
  { key: 'SMB/R-3', values: ['SMB', 'R-3', 'Li\nne', 0.1 + 0.2, '', 'A', 30] },
];
const NOTHING = { edits: [], inserts: [], insertedRows: new Map(), missing: [], problems: [], unreadColumns: [] };

/** The sheet with one cell typed over: `typed('SMB/R-1', 'USD', 70)`. */
function typed(key: string, column: string, value: unknown): { columns: readonly string[]; rows: ReadRow[] } {
  const rows = asPulled().map((row) =>
    row.key === key ? { key, values: row.values.map((old, at) => (COLUMNS[at] === column ? value : old)) } : row,
  );
  return { columns: COLUMNS, rows };
}

describe('a sheet as pulled', () => {
  test('has no difference', () => {
    expect(diffSheet(BASELINE, { columns: COLUMNS, rows: asPulled() })).toEqual(NOTHING);
  });

  test.each<[string, string, string, unknown]>([
    ['trailing zeros pasted as text', 'SMB/R-1', 'USD', '68.680'],
    ['float noise', 'SMB/R-1', 'USD', 68.67999999999999],
    ['a set in another order', 'SMB/R-1', 'needs', 'B; A;'],
    ['a date typed as text', 'SMB/R-1', 'starts_on', '2026-11-21'],
    ['a computed cell as text', 'SMB/R-1', 'total', '10.0'],
    ['blanks in a blank cell', 'SMB/R-2', 'USD', ' '],
  ])('has none by %s', (_, key, column, value) => {
    expect(diffSheet(BASELINE, typed(key, column, value))).toEqual(NOTHING);
  });
});

describe('an edit', () => {
  test.each<[string, string, string, unknown, string | null]>([
    ['of an amount', 'SMB/R-1', 'USD', 70.5, '70.5'],
    ['of a blank amount', 'SMB/R-2', 'USD', '1.50', '1.5'],
    ['that clears', 'SMB/R-1', 'USD', '', null],
    ['that empties a set', 'SMB/R-3', 'needs', '', null],
    ['of a date', 'SMB/R-2', 'starts_on', 46348, '2026-11-22'],
    ['of a text', 'SMB/R-2', 'title', '=1+1', '=1+1'],
  ])('%s is found alone', (_, key, column, value, sent) => {
    expect(diffSheet(BASELINE, typed(key, column, value))).toEqual({ ...NOTHING, edits: [[key, column, sent]] });
  });

  test.each<[string, string, unknown, string]>([
    ['a decimal comma', 'USD', '1,5', 'BAD_NUMBER'],
    ['too many decimals', 'USD', 1.234, 'BAD_SCALE'],
    ['a price below zero', 'USD', -1, 'OUT_OF_RANGE'],
    ['a failed formula in a number', 'USD', '#DIV/0!', 'BAD_NUMBER'],
    ['a failed formula in a text', 'title', '#REF!', 'BAD_TEXT'],
    ['a cleared title', 'title', '', 'REQUIRED'],
    ['a day that is none', 'starts_on', '30.02.2026', 'BAD_DATE'],
  ])('of %s is named and not sent', (_, column, value, code) => {
    const found = diffSheet(BASELINE, typed('SMB/R-1', column, value));
    expect(found.edits).toEqual([]);
    expect(found.problems).toMatchObject([{ kind: 'UNREADABLE', row: 0, key: 'SMB/R-1', column, problem: { code } }]);
  });

  test.each([
    ['READ_ONLY', 'total', 99, 10],
    ['READ_ONLY', 'total', 'abc', 10],
    ['READ_ONLY', 'total', '', 10],
    ['HEADER', 'market', 'DACH', 'SMB'],
  ] as const)('of a cell that is %s (%s) is restored and never sent', (kind, column, value, restore) => {
    const found = diffSheet(BASELINE, typed('SMB/R-1', column, value));
    expect(found.edits).toEqual([]);
    expect(found.problems).toMatchObject([{ kind, row: 0, column, restore, problem: { code: 'READ_ONLY' } }]);
    expect(found.problems.some(isBlocking)).toBe(false);
  });
});

test('where the matrix is others’ to edit, what was typed is restored, and whose it is is told', () => {
  const columns = BASELINE.columns.map((column) => ({ ...column, editable: false }));
  const baseline = { ...BASELINE, columns, othersOnly: { what: 'Budget', roles: ['FINANCE'] } };
  const found = diffSheet(baseline, typed('SMB/R-1', 'USD', 99));
  expect(found).toMatchObject({ edits: [], problems: [{ kind: 'READ_ONLY', column: 'USD', restore: 68.68 }] });
  expect(found.problems[0]?.problem).toMatchObject({
    code: 'NOT_ALLOWED',
    nextStep: 'Ask a colleague with the role Finance.',
  });
});

describe('keys', () => {
  const [one, two, three] = asPulled() as [ReadRow, ReadRow, ReadRow];
  const read = (rows: SheetRow[]) => diffSheet(BASELINE, { columns: COLUMNS, rows });

  test('a key on two rows is named on both, and neither is read', () => {
    const copy = { key: 'SMB/R-1', values: one.values.with(3, 1) };
    const found = read([one, two, three, copy]);
    expect(found).toMatchObject({ edits: [], inserts: [], missing: [] });
    expect(found.problems).toMatchObject([
      { kind: 'DUPLICATE_KEY', row: 0, problem: { code: 'DUPLICATE_ROW' } },
      { kind: 'DUPLICATE_KEY', row: 3, problem: { code: 'DUPLICATE_ROW' } },
    ]);
  });

  test('a key that was never pulled is named', () => {
    const found = read([one, two, three, { key: 'SMB/R-9', values: one.values }]);
    expect(found.problems).toMatchObject([{ kind: 'UNKNOWN_KEY', row: 3, problem: { code: 'UNKNOWN_ROW' } }]);
  });

  test('a cleared key beside its labels is neither an insert nor missing', () => {
    const found = read([one, { key: '', values: two.values }, three]);
    expect(found).toMatchObject({ inserts: [], missing: [] });
    expect(found.problems).toMatchObject([{ kind: 'LOST_KEY', row: 1, restore: 'SMB/R-2' }]);
  });

  test('a key beside the labels of another row is named, and its edits are not among the valid ones', () => {
    const found = read([{ ...one, values: two.values }, two, three]);
    expect(found.problems).toContainEqual(expect.objectContaining({ kind: 'MOVED_KEY', row: 0, key: 'SMB/R-1' }));
    expect(found.problems.some(isIdentity)).toBe(true);
    expect(withoutFaultyRows(found)).toEqual({ edits: [], inserts: [] });
  });

  test('a row that is gone is missing, and nothing else', () => {
    expect(read([one, three])).toEqual({ ...NOTHING, missing: ['SMB/R-2'] });
  });

  test('blanks around a key and rows without any value do not matter', () => {
    const empty = { key: '', values: COLUMNS.map(() => '') };
    expect(read([empty, { ...one, key: ' SMB/R-1 ' }, two, empty, three])).toEqual(NOTHING);
  });
});

describe('a new row', () => {
  const rows = [...asPulled(), { key: null, values: ['SMB', '', 'New', 5, '', '', ''] }];

  test('is inserted under a name that no key can be', () => {
    const found = diffSheet(BASELINE, { columns: COLUMNS, rows });
    expect(found.inserts).toEqual([
      ['new:1', 'market', 'SMB'],
      ['new:1', 'title', 'New'],
      ['new:1', 'USD', '5'],
    ]);
    expect([...found.insertedRows]).toEqual([['new:1', 3]]);
  });

  test('with a bad cell is left out of a push of the valid rows, whole', () => {
    const bad = { key: '', values: ['SMB', '', 'Bad', 'x', '', '', ''] };
    const sheet = { columns: COLUMNS, rows: [...typed('SMB/R-2', 'USD', 'x').rows, bad, ...rows.slice(3)] };
    const edited = sheet.rows.map((row, at) => (at < 2 ? { ...row, values: row.values.with(2, 'Edited') } : row));
    const found = diffSheet(BASELINE, { ...sheet, rows: edited });
    expect(found.problems.map(({ row, column }) => [row, column])).toEqual([
      [1, 'USD'],
      [3, 'USD'],
    ]);
    const valid = withoutFaultyRows(found);
    expect(valid.edits).toEqual([['SMB/R-1', 'title', 'Edited']]);
    expect(valid.inserts.map(([, column, value]) => [column, value])).toEqual([
      ['market', 'SMB'],
      ['title', 'New'],
      ['USD', '5'],
    ]);
  });
});

test('a row whose labels were typed over still belongs to the valid rows', () => {
  const rows = typed('SMB/R-1', 'market', 'DACH').rows.map((row) => ({ ...row, values: row.values.with(3, 1) }));
  const found = diffSheet(BASELINE, { columns: COLUMNS, rows });
  expect(found.problems.map(({ kind }) => kind)).toEqual(['HEADER']);
  expect(withoutFaultyRows(found).edits.map(([key]) => key)).toEqual(['SMB/R-1', 'SMB/R-2', 'SMB/R-3']);
});

describe('columns', () => {
  test('one that is gone or doubled is left alone and named', () => {
    const columns = COLUMNS.map((key) => (key === 'USD' ? null : key === 'total' ? 'needs' : key));
    const rows = asPulled().map((row) => ({ ...row, values: row.values.map(() => 'typed over') }));
    const found = diffSheet(BASELINE, { columns, rows: rows.slice(0, 1) });
    expect(found.unreadColumns).toEqual(['USD', 'needs', 'total']);
    expect([...found.edits, ...found.problems].some((f) => 'column' in f && f.column === 'needs')).toBe(false);
  });
});

describe('order', () => {
  test('sorting rows, moving columns and adding own columns changes no difference', () => {
    const cell = fc.constantFrom<unknown>('', 5, 'x', 'A;B', 46347, '1.50', true);
    const cells = fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { minLength: 3, maxLength: 3 });
    const columnOrder = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7], { minLength: 8 });
    const rowOrder = fc.shuffledSubarray([0, 1, 2], { minLength: 3 });
    fc.assert(
      fc.property(cells, columnOrder, rowOrder, (values, columns, order) => {
        const rows = asPulled().map((row, at) => ({ ...row, values: values[at] ?? [] }));
        const straight = diffSheet(BASELINE, { columns: COLUMNS, rows });
        const moved = diffSheet(BASELINE, {
          columns: columns.map((at) => COLUMNS[at] ?? null),
          rows: order.map((at) => ({
            key: rows[at]?.key,
            values: columns.map((column) => (column === 7 ? 'own' : rows[at]?.values[column])),
          })),
        });
        const named = (diff: typeof straight) => ({
          edits: diff.edits.toSorted(),
          problems: diff.problems.map(({ kind, key, column }) => `${kind} ${key} ${column}`).toSorted(),
          missing: diff.missing,
        });
        expect(named(moved)).toEqual(named(straight));
      }),
    );
  });

  test('a hundred thousand cells are compared, and every edit among them is found', () => {
    const columns = Array.from({ length: 20 }, (_, at) => ({
      key: `c${at}`,
      title: `c${at}`,
      type: 'DECIMAL' as const,
      scale: 2,
      editable: true,
    }));
    const cells = columns.map((_, at) => at + 0.25);
    const keys = Array.from({ length: 5000 }, (_, at) => `R-${at}`);
    const baseline = { header: [], rowKey: ['item'], columns, rows: keys.map((key) => [key, ...cells]) };
    const rows = keys.toReversed().map((key) => ({ key, values: cells.map((value) => value + 1) }));
    expect(diffSheet(baseline, { columns: columns.map(({ key }) => key), rows }).edits).toHaveLength(100_000);
  });
});
