import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { calendarGaps } from '../../../schema/domain/calendar-gap.ts';
import { excessiveUplift } from '../../../schema/domain/change-size.ts';
import { contains } from '../../../schema/domain/day.ts';
import { decimal } from '../../../schema/domain/decimal.ts';
import { isPastDated } from '../../../schema/domain/past-date.ts';
import { comparePercent, percentText } from '../../../schema/domain/percent.ts';
import { anyTimeline, day, line } from './timelines.ts';

describe('past date', () => {
  test.each([
    ['yesterday on a published list', '2026-11-20', true, true],
    ['today on a published list', '2026-11-21', true, false],
    ['tomorrow on a published list', '2026-11-22', true, false],
    ['yesterday on a draft list', '2026-11-20', false, false],
  ])('%s', (_, from, isPublished, expected) => {
    expect(isPastDated({ from, isPublished, today: '2026-11-21' })).toBe(expected);
  });
});

describe('calendar gap', () => {
  test.each<[string, string, number, [number, number | null][]]>([
    ['an open price has none', '0..:5', 0, []],
    ['prices that follow each other have none', '0..10:5 10..:6', 0, []],
    ['a week between two prices', '0..10:5 17..:6', 0, [[10, 17]]],
    ['a last price that ends', '0..10:5', 0, [[10, null]]],
    [
      'a hole and an end',
      '0..10:5 12..20:5',
      0,
      [
        [10, 12],
        [20, null],
      ],
    ],
    ['before the first price it is not yet sold', '10..:5', 0, []],
    ['a hole that lies before the changed day', '0..10:5 17..:6', 17, []],
    ['the rest of a hole that the changed day lies in', '0..10:5 17..:6', 12, [[12, 17]]],
    ['an end that lies before the changed day', '0..10:5', 20, [[20, null]]],
    ['no price at all', '', 0, []],
  ])('%s', (_, text, from, expected) => {
    const gaps = calendarGaps({ priced: line(text), isLive: true }, day(from));
    expect(gaps).toEqual(expected.map(([a, b]) => ({ from: day(a), to: b === null ? null : day(b) })));
  });

  test('an offering that nobody can buy has none', () => {
    expect(calendarGaps({ priced: line('0..10:5'), isLive: false }, day(0))).toEqual([]);
  });

  test('every day from the first price on has a price or lies in a gap, never both, in any order of prices', () => {
    fc.assert(
      fc.property(anyTimeline, fc.integer({ min: 0, max: 45 }), (priced, from) => {
        const gaps = calendarGaps({ priced, isLive: true }, day(from));
        expect(calendarGaps({ priced: priced.toReversed(), isLive: true }, day(from))).toEqual(gaps);
        const first = priced.map((span) => span.from).sort()[0] ?? '';
        for (let offset = 0; offset <= 50; offset++) {
          const on = day(offset);
          const isPriced = priced.some((span) => contains(span, on));
          const isExpected = offset >= from && on >= first && !isPriced;
          expect(gaps.some((gap) => contains(gap, on))).toBe(isExpected);
        }
      }),
    );
  });
});

describe('change size', () => {
  const amount = (text: string | null) => (text === null ? null : decimal(text));
  test.each<[string, string | null, string | null, string, string | null]>([
    ['within the limit', '10', '11', '20', null],
    ['exactly the limit', '3', '4.5', '50', null],
    ['one millionth above the limit', '10', '12.000001', '20', '20'],
    ['far above', '10', '15', '20', '50'],
    ['a third', '3', '4', '20', '33.33'],
    ['a lower price', '10', '1', '20', null],
    ['a first price', null, '10', '20', null],
    ['a cleared price', '10', null, '20', null],
    ['after a free price', '0', '10', '20', null],
  ])('%s', (_, before, after, limit, expected) => {
    expect(excessiveUplift({ before: amount(before), after: amount(after) }, decimal(limit))).toBe(expected);
  });
});

describe('percentages', () => {
  test.each([
    ['1', '3', '33.33'],
    ['2', '3', '66.67'],
    ['-2', '3', '-66.67'],
    ['1', '8', '12.5'],
    ['0', '8', '0'],
    ['0.00005', '1', '0.01'],
  ])('%s of %s reads %s', (part, whole, text) => {
    expect(percentText(decimal(part), decimal(whole))).toBe(text);
  });

  test('a third is more than 33.333333 per cent and less than 33.333334', () => {
    const [part, whole] = [decimal('1'), decimal('3')];
    expect(comparePercent(part, whole, decimal('33.333333'))).toBe(1);
    expect(comparePercent(part, whole, decimal('33.333334'))).toBe(-1);
    expect(comparePercent(decimal('1'), decimal('4'), decimal('25'))).toBe(0);
  });
});
