import { describe, expect, test } from '@jest/globals';
import { addDays, contains, isDay, overlaps, today } from '../../../schema/domain/day.ts';

describe('days', () => {
  test.each(['2026-11-21', '2028-02-29', '0001-01-01', '9999-12-31'])('%s exists', (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each(['2026-02-29', '2026-13-01', '2026-00-01', '0000-01-01', '2026-1-1', '20261121', '2026-11-21\n', ''])(
    '%j does not',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );

  test('are counted over leap days, and today is that of UTC', () => {
    expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
    expect(today(new Date('2026-11-21T23:59:59-05:00'))).toBe('2026-11-22');
  });

  test('a validity holds its first day and not its last', () => {
    const week = { from: '2026-11-16', to: '2026-11-23' };
    expect(['2026-11-15', '2026-11-16', '2026-11-22', '2026-11-23'].map((day) => contains(week, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(overlaps(week, { from: '2026-11-23', to: null })).toBe(false);
    expect(overlaps(week, { from: '2026-11-22', to: null })).toBe(true);
  });
});
