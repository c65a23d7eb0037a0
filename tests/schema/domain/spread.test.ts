import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, formatDecimal } from '../../../schema/domain/decimal.ts';
import type { Leaf, SpreadMethod, SpreadRequest } from '../../../schema/domain/spread.ts';
import { spread } from '../../../schema/domain/spread.ts';

/** `leaves('a:10 b:20! c:30')`: b is held; `a:10*3` gives a the weight and the reference 3. */
const leaves = (text: string): Leaf[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((leaf) => {
      const [, key = '', amount = '0', weight = '0', held] = /^(\w+):([-\d.]+)(?:\*([-\d.]+))?(!)?$/.exec(leaf) ?? [];
      const share = decimal(weight);
      return { key, amount: decimal(amount), isHeld: held === '!', weight: share, reference: share };
    });

const request = (total: string, text: string, rest: Partial<SpreadRequest> = {}): SpreadRequest => ({
  total: decimal(total),
  leaves: leaves(text),
  method: 'PROPORTIONAL',
  decimals: 2,
  ...rest,
});

function shown(given: SpreadRequest): string {
  const result = spread(given);
  if (!result.ok) return result.fault;
  return [...result.amounts].map(([key, amount]) => `${key}:${formatDecimal(amount)}`).join(' ');
}

describe('spreading a total', () => {
  test.each<[string, SpreadRequest, string]>([
    ['10/20(held)/30 to a total of 100', request('100', 'a:10 b:20! c:30'), 'a:20 b:20 c:60'],
    ['100 by 1:1:1 keeps every cent', request('100', 'a:1 b:1 c:1'), 'a:33.34 b:33.33 c:33.33'],
    ['ties go by key, not by position', request('100', 'c:1 b:1 a:1'), 'c:33.33 b:33.33 a:33.34'],
    ['equally, whatever the leaves hold', request('10', 'a:9 b:1', { method: 'EQUAL' }), 'a:5 b:5'],
    ['by weight', request('100', 'a:0*1 b:0*3', { method: 'WEIGHT' }), 'a:25 b:75'],
    ['like a reference row', request('90', 'a:5*2 b:5*1 c:7*0', { method: 'REFERENCE' }), 'a:60 b:30 c:0'],
    ['all-zero leaves share equally', request('1', 'a:0 b:0'), 'a:0.5 b:0.5'],
    ['all-zero weights share equally', request('1', 'a:9 b:1', { method: 'WEIGHT' }), 'a:0.5 b:0.5'],
    ['a zero leaf beside others stays zero', request('10', 'a:0 b:5'), 'a:0 b:10'],
    ['yen have no parts', request('100', 'a:1 b:1 c:1', { decimals: 0 }), 'a:34 b:33 c:33'],
    ['the largest remainder takes the cent', request('0.1', 'a:1 b:1 c:1.3'), 'a:0.03 b:0.03 c:0.04'],
    ['nothing left', request('20', 'a:10 b:20! c:30'), 'a:0 b:20 c:0'],
    ['a total of nothing', request('0', 'a:10 b:30'), 'a:0 b:0'],
    ['nobody to take it', request('20', 'a:10! b:20!'), 'EVERY_LEAF_HELD'],
    ['no leaves', request('20', ''), 'EVERY_LEAF_HELD'],
    ['more held than there is', request('19.99', 'a:10 b:20!'), 'HELD_EXCEEDS_TOTAL'],
    ['less than nothing', request('-1', 'a:10'), 'NEGATIVE_TOTAL'],
    ['a negative share', request('10', 'a:-1 b:3'), 'NEGATIVE_WEIGHT'],
    ['half a cent', request('10.005', 'a:1 b:3'), 'TOO_FINE'],
    ['a held half cent', request('10', 'a:1 b:3.005!'), 'TOO_FINE'],
    ['one leaf twice', request('10', 'a:1 a:3'), 'DUPLICATE_KEY'],
  ])('%s', (_, given, expected) => {
    expect(shown(given)).toBe(expected);
  });

  const anyLeaf = fc.record({
    key: fc.stringMatching(/^[a-z]{1,4}$/),
    amount: fc.bigInt({ min: 0n, max: 1_000_000n }).map((cents) => cents * 10_000n),
    isHeld: fc.boolean(),
    weight: fc.bigInt({ min: 0n, max: 1000n }),
    reference: fc.bigInt({ min: 0n, max: 10n ** 12n }),
  });
  const anyRequest = fc.record({
    total: fc.bigInt({ min: 0n, max: 10n ** 12n }).map((cents) => cents * 10_000n),
    leaves: fc.uniqueArray(anyLeaf, { selector: (leaf) => leaf.key, maxLength: 12 }),
    method: fc.constantFrom<SpreadMethod>('EQUAL', 'PROPORTIONAL', 'WEIGHT', 'REFERENCE'),
    decimals: fc.constant(2),
  });

  test('sums exactly, leaves held ones alone, has no fraction of a cent, and knows no order', () => {
    fc.assert(
      fc.property(anyRequest, (given) => {
        const result = spread(given);
        if (!result.ok) {
          expect(['EVERY_LEAF_HELD', 'HELD_EXCEEDS_TOTAL']).toContain(result.fault);
          return;
        }
        const amounts = [...result.amounts.values()];
        expect(amounts.reduce((sum, amount) => sum + amount, 0n)).toBe(given.total);
        for (const leaf of given.leaves) if (leaf.isHeld) expect(result.amounts.get(leaf.key)).toBe(leaf.amount);
        expect(amounts.every((amount) => amount >= 0n && amount % 10_000n === 0n)).toBe(true);
        const reversed = spread({ ...given, leaves: given.leaves.toReversed() });
        expect(reversed.ok && new Map([...reversed.amounts].toReversed())).toEqual(result.amounts);
      }),
      { numRuns: 300 },
    );
  });

  test('gives nobody a cent more or less than his exact share', () => {
    fc.assert(
      fc.property(anyRequest, (given) => {
        const result = spread({ ...given, method: 'WEIGHT' });
        const free = given.leaves.filter((leaf) => !leaf.isHeld);
        const sum = free.reduce((total, leaf) => total + leaf.weight, 0n);
        if (!result.ok || sum === 0n) return;
        const rest = given.leaves.reduce((left, leaf) => (leaf.isHeld ? left - leaf.amount : left), given.total);
        for (const leaf of free) {
          const off = (result.amounts.get(leaf.key) ?? 0n) * sum - rest * leaf.weight;
          expect(off < 10_000n * sum && off > -10_000n * sum).toBe(true);
        }
      }),
    );
  });
});
