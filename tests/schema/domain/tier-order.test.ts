import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal } from '../../../schema/domain/decimal.ts';
import { tierOrderBreaches } from '../../../schema/domain/tier-order.ts';
import { amountOn } from '../../../schema/domain/timeline.ts';
import { anyTimeline, day, line, START } from './timelines.ts';

const tiers = (...timelines: string[]) =>
  timelines.map((text, at) => ({ offering: `T${at + 1}`, rank: at + 1, timeline: line(text) }));
/** The breaches as `T1<T2@10`. */
const named = (found: ReturnType<typeof tierOrderBreaches>): string[] =>
  found.map((b) => `${b.lower}>=${b.higher}@${Math.round((Date.parse(b.day) - Date.parse(START)) / 86_400_000)}`);

describe('a higher tier costs more', () => {
  test.each<[string, string[], number, string[]]>([
    ['in order', ['0..:10', '0..:20', '0..:30'], 0, []],
    ['equal is not more', ['0..:10', '0..:10'], 0, ['T1>=T2@0']],
    ['cheaper', ['0..:10', '0..:9.99'], 0, ['T1>=T2@0']],
    ['from a planned price on', ['0..:10', '0..20:15 20..:8'], 0, ['T1>=T2@20']],
    ['while the lower one is dearer for a week', ['0..5:10 5..12:30 12..:10', '0..:20'], 0, ['T1>=T2@5']],
    ['not where their prices only follow each other', ['0..10:30', '10..:20'], 0, []],
    ['across a tier without a price', ['0..:10', '', '0..:5'], 0, ['T1>=T3@0']],
    ['each pair that is out of order', ['0..:10', '0..:5', '0..:7'], 0, ['T1>=T2@0', 'T1>=T3@0']],
    ['not what lies before the day that is asked about', ['0..10:30 10..:10', '0..:20'], 10, []],
    ['from that day on when it lasts', ['0..:30', '0..:20'], 10, ['T1>=T2@10']],
    ['not without any price', ['', ''], 0, []],
  ])('%s', (_, timelines, from, expected) => {
    expect(named(tierOrderBreaches(tiers(...timelines), day(from)))).toEqual(expected);
  });

  test('the finding has both amounts of that day', () => {
    expect(tierOrderBreaches(tiers('0..5:1 5..:30', '0..:20'), START)).toEqual([
      { lower: 'T1', higher: 'T2', lowerAmount: decimal('30'), higherAmount: decimal('20'), day: day(5) },
    ]);
  });

  test('two offerings of one rank are not compared with each other', () => {
    const pair = tiers('0..:10', '0..:10').map((tier) => ({ ...tier, rank: 1 }));
    expect(tierOrderBreaches(pair, START)).toEqual([]);
  });

  test('what is found is what looking at every single day finds, in any order of tiers and prices', () => {
    const three = fc.array(anyTimeline, { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(three, fc.integer({ min: 0, max: 45 }), (timelines, from) => {
        const ordered = timelines.map((timeline, at) => ({ offering: `T${at + 1}`, rank: at + 1, timeline }));
        const slow: string[] = [];
        for (const [at, lower] of ordered.entries()) {
          for (const higher of ordered.slice(at + 1)) {
            for (let offset = from; offset <= 50; offset++) {
              const [a, b] = [amountOn(lower.timeline, day(offset)), amountOn(higher.timeline, day(offset))];
              if (a === null || b === null || b > a) continue;
              slow.push(`${lower.offering}>=${higher.offering}@${offset}`);
              break;
            }
          }
        }
        const shuffled = ordered.toReversed().map((tier) => ({ ...tier, timeline: tier.timeline.toReversed() }));
        expect(named(tierOrderBreaches(ordered, day(from)))).toEqual(slow);
        expect(named(tierOrderBreaches(shuffled, day(from)))).toEqual(slow);
      }),
    );
  });
});
