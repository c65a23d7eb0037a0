import { describe, expect, test } from '@jest/globals';
import type { Baseline } from '../../../schema/matrix/diff.ts';
import type { Outcome } from '../../../schema/matrix/rebase.ts';
import { applyDelta, rebase, resolve } from '../../../schema/matrix/rebase.ts';

const USD = { key: 'USD', title: 'USD', type: 'DECIMAL', scale: 2, editable: true } as const;
const STARTS = { key: 'starts_on', title: 'Starts on', type: 'DATE', editable: true } as const;
const BASELINE: Baseline = {
  rowKey: ['item'],
  header: [{ key: 'item', title: 'Item', type: 'TEXT' }],
  columns: [USD, STARTS],
  rows: [
    ['R-1', 'R-1', 10, null],
    ['R-2', 'R-2', 20, '2026-11-21'],
    ['R-3', 'R-3', 30, null],
  ],
};

describe('base, mine and theirs', () => {
  test.each<[string, string | null, string | null, string | null, Outcome]>([
    ['nobody changed it', '1', '1.0', '1.00', 'UNCHANGED'],
    ['only I changed it', '1', '2', '1.00', 'MINE'],
    ['only they changed it', '1', '1.0', '3', 'THEIRS'],
    ['both changed it to one value', '1', '2.0', '2', 'AGREED'],
    ['both cleared it', '1', null, null, 'AGREED'],
    ['both changed it otherwise', '1', '2', '3', 'CONFLICT'],
    ['I cleared what they changed', '1', null, '3', 'CONFLICT'],
    ['both filled a blank', null, '2', '3', 'CONFLICT'],
  ])('%s', (_, base, mine, theirs, outcome) => {
    expect(resolve({ base, mine, theirs }, USD)).toBe(outcome);
  });
});

describe('edits over a delta', () => {
  const delta = {
    rows: [
      ['R-1', 'R-1', 11, null],
      ['R-2', 'R-2', 20, '2026-11-22'],
      ['R-4', 'R-4', 40, null],
    ],
    removed: ['R-3', 'R-99'],
  };

  test('stand, conflict, are agreed or have lost their row', () => {
    const result = rebase(
      BASELINE,
      [
        ['R-1', 'USD', '12'],
        ['R-1', 'starts_on', '2027-01-01'],
        ['R-2', 'USD', '20.5'],
        ['R-2', 'starts_on', '2026-11-22'],
        ['R-3', 'USD', '31'],
        ['R-1', 'JPY', '5'],
      ],
      delta,
    );
    expect(result).toEqual({
      conflicts: [{ row: 'R-1', column: 'USD', base: '10', mine: '12', theirs: '11' }],
      edits: [
        ['R-1', 'starts_on', '2027-01-01'],
        ['R-2', 'USD', '20.5'],
      ],
      agreed: [['R-2', 'starts_on', '2026-11-22']],
      orphaned: [
        ['R-3', 'USD', '31'],
        ['R-1', 'JPY', '5'],
      ],
    });
  });

  test('a row that left the view and came back is there', () => {
    const back = { rows: [['R-1', 'R-1', 10, null]], removed: ['R-1'] };
    expect(rebase(BASELINE, [['R-1', 'USD', '12']], back).edits).toEqual([['R-1', 'USD', '12']]);
    expect(applyDelta(BASELINE.rows, back)).toEqual(BASELINE.rows);
  });

  test('nothing is lost: every edit is in exactly one of the four', () => {
    const edits = BASELINE.rows.flatMap((row) => [[String(row[0]), 'USD', '99'] as const]);
    const { conflicts, ...rest } = rebase(BASELINE, edits, delta);
    const count = conflicts.length + Object.values(rest).reduce((sum, list) => sum + list.length, 0);
    expect(count).toBe(edits.length);
  });

  test('the baseline takes changed rows in place, new ones at the end, and drops removed ones', () => {
    const rows = applyDelta(BASELINE.rows, delta);
    expect(rows.map((row) => [row[0], row[2], row[3]])).toEqual([
      ['R-1', 11, null],
      ['R-2', 20, '2026-11-22'],
      ['R-4', 40, null],
    ]);
    expect(applyDelta(rows, delta)).toEqual(rows);
  });
});
