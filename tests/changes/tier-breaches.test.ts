/** Which of a line-up's breaches a cell is told: that with the next tier on either side. */
import { describe, expect, test } from '@jest/globals';
import { judgeTiers } from '../../api/pricing/tier-breaches.ts';
import { decimal } from '../../schema/domain/decimal.ts';

const FROM = '2026-11-21';
const tier = (offering: string, rank: number, amount: string) => ({
  offering,
  rank,
  timeline: [{ from: '2026-01-01', to: null, amount: decimal(amount) }],
});
const pairsOf = (tiers: ReturnType<typeof tier>[], offering: string): string[] =>
  (judgeTiers(tiers, FROM).orders.get(offering) ?? []).map((b) => `${b.lower}-${b.higher}`);

describe('where every tier costs the same', () => {
  const tiers = ['A', 'B', 'C', 'D', 'E'].map((name, i) => tier(name, i + 1, '10'));
  test.each([
    ['A', ['A-B']],
    ['C', ['B-C', 'C-D']],
    ['E', ['D-E']],
  ])('%s hears of its neighbours only', (offering, pairs) => expect(pairsOf(tiers, offering)).toEqual(pairs));
});

test('the neighbour is the next tier in breach, also across one that is in order', () => {
  const tiers = [tier('A', 1, '30'), tier('B', 2, '40'), tier('C', 3, '50'), tier('D', 4, '20')];
  expect(pairsOf(tiers, 'A')).toEqual(['A-D']);
  expect(pairsOf(tiers, 'D')).toEqual(['C-D']);
});

test('tiers in order say nothing', () => expect(pairsOf([tier('A', 1, '1'), tier('B', 2, '2')], 'A')).toEqual([]));
