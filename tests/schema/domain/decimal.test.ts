import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decimal, formatDecimal, parseDecimal } from '../../../schema/domain/decimal.ts';

describe('decimals', () => {
  test.each<[string, number, bigint]>([
    ['68.68', 2, 68_680_000n],
    ['-0', 6, 0n],
    ['2.500000000', 1, 2_500_000n],
    ['123456789012345', 0, 123_456_789_012_345_000_000n],
  ])('%s at scale %d', (text, scale, value) => {
    expect(parseDecimal(text, scale)).toEqual({ ok: true, value });
  });

  test.each<[string, number, string]>([
    ['1e3', 6, 'BAD_NUMBER'],
    ['', 6, 'BAD_NUMBER'],
    ['2.005', 2, 'BAD_SCALE'],
    ['0.0000001', 9, 'BAD_SCALE'],
    ['1234567890123456', 6, 'TOO_MANY_DIGITS'],
    ['1000000000000000', 6, 'TOO_MANY_DIGITS'],
  ])('%j at scale %d is refused', (text, scale, fault) => {
    expect(parseDecimal(text, scale)).toEqual({ ok: false, fault });
  });

  test('come back from their text, at any least scale', () => {
    const value = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    fc.assert(
      fc.property(value, fc.integer({ min: 0, max: 6 }), (millionths, minScale) => {
        const text = formatDecimal(millionths, minScale);
        expect(decimal(text)).toBe(millionths);
        expect((text.split('.')[1] ?? '').length).toBeGreaterThanOrEqual(minScale);
      }),
    );
  });

  test('a malformed one where none is expected is our own mistake', () => {
    expect(() => decimal('x'.repeat(1000))).toThrow(/^not a decimal: x{40}$/);
  });
});
