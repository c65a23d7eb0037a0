import fc from 'fast-check';
import { addDays } from '../../../schema/domain/day.ts';
import type { Day } from '../../../schema/domain/day.ts';
import { decimal } from '../../../schema/domain/decimal.ts';
import type { Timeline } from '../../../schema/domain/timeline.ts';

export const START: Day = '2027-01-01';

/** The day that many days after the start of 2027. */
export const day = (offset: number): Day => addDays(START, offset);

/** `line('0..10:5 10..:6')`: 5 from day 0 until day 10, then 6 without end. */
export const line = (text: string): Timeline =>
  text
    .split(' ')
    .filter(Boolean)
    .map((span) => {
      const [, from = '0', to = '', amount = '0'] = /^(\d+)\.\.(\d*):(.+)$/.exec(span) ?? [];
      return { from: day(Number(from)), to: to === '' ? null : day(Number(to)), amount: decimal(amount) };
    });

/** Timelines of up to four spans within 40 days, with and without gaps, sometimes open at the end. */
export const anyTimeline: fc.Arbitrary<Timeline> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 8 }),
    fc.array(fc.bigInt({ min: 0n, max: 9n }), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
  )
  .map(([days, amounts, isOpen]) => {
    const bounds = days.toSorted((a, b) => a - b);
    const spans = amounts.flatMap((amount, at) => {
      const [from, to] = [bounds[2 * at], bounds[2 * at + 1]];
      return from === undefined || to === undefined ? [] : [{ from: day(from), to: day(to), amount }];
    });
    return spans.map((span, at) => (isOpen && at === spans.length - 1 ? { ...span, to: null } : span));
  });
