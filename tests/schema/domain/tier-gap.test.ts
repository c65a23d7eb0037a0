import { describe, expect, test } from '@jest/globals';
import { decimal } from '../../../schema/domain/decimal.ts';
import { tierGapBreaches } from '../../../schema/domain/tier-gap.ts';
import { day, line, START } from './timelines.ts';

const tiers = (...timelines: string[]) =>
  timelines.map((text, at) => ({ offering: `T${at + 1}`, rank: at + 1, timeline: line(text) }));
const limits = (min: string | null, max: string | null) => ({
  min: min === null ? null : decimal(min),
  max: max === null ? null : decimal(max),
});

describe('the gap between a tier and the next', () => {
  test.each<[string, string[], string | null, string | null, [string, string][]]>([
    ['without limits finds nothing', ['0..:10', '0..:1000'], null, null, []],
    ['within the limits', ['0..:10', '0..:15'], '10', '60', []],
    ['exactly on a limit', ['0..:3', '0..:4.5', '0..:6.75'], '50', '50', []],
    ['too small', ['0..:10', '0..:10.5'], '10', '60', [['T2', '5']]],
    ['too large', ['0..:10', '0..:20'], null, '60', [['T2', '100']]],
    ['by the smallest amount', ['0..:3', '0..:4.000001'], null, '33.333333', [['T2', '33.33']]],
    ['negative when the order is wrong', ['0..:10', '0..:9'], '0', null, [['T2', '-10']]],
    ['to the next tier that has a price', ['0..:10', '', '0..:11'], '20', null, [['T3', '10']]],
    [
      'to the tier after the next when the next one ends',
      ['0..:10', '0..5:20', '0..:30'],
      null,
      '150',
      [['T3', '200']],
    ],
    ['not from a free tier', ['0..:0', '0..:10'], '10', '60', []],
    ['once a pair, on its first day', ['0..5:10 5..:12', '0..:30'], null, '50', [['T2', '200']]],
  ])('%s', (_, timelines, min, max, expected) => {
    const found = tierGapBreaches(tiers(...timelines), limits(min, max), START);
    expect(found.map((b) => [b.higher, b.gap])).toEqual(expected);
    expect(tierGapBreaches(tiers(...timelines).toReversed(), limits(min, max), START)).toEqual(found);
  });

  test('is looked at from the changed day on', () => {
    const found = tierGapBreaches(tiers('0..:10', '0..10:100 10..20:12 20..:90'), limits(null, '50'), day(5));
    expect(found.map((b) => [b.day, b.gap])).toEqual([[day(5), '900']]);
    const later = tierGapBreaches(tiers('0..:10', '0..10:100 10..20:12 20..:90'), limits(null, '50'), day(10));
    expect(later.map((b) => [b.day, b.gap])).toEqual([[day(20), '800']]);
  });
});
