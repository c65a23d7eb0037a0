import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isCode, joinKey, splitKey } from '../../../schema/matrix/row-key.ts';

const code = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);

describe('row keys', () => {
  test.each(['A', '2027-Q1', 'a.b_c-d', 'x'.repeat(64)])('%s is a code', (text) => {
    expect(isCode(text)).toBe(true);
  });

  test.each(['', 'x'.repeat(65), 'a b', 'a/b', 'é', 'A\n', 'a;b'])('%j is no code', (text) => {
    expect(isCode(text)).toBe(false);
  });

  test('a key splits into exactly the codes that it was joined from', () => {
    fc.assert(
      fc.property(fc.array(code, { minLength: 1, maxLength: 6 }), (codes) => {
        expect(splitKey(joinKey(codes), codes.length)).toEqual(codes);
      }),
    );
  });

  test.each([
    ['too few codes', 'SMB', 2],
    ['too many codes', 'SMB/R-1/x', 2],
    ['a blank code', 'SMB/', 2],
    ['no code', 'SMB/R 1', 2],
    ['a megabyte', 'x'.repeat(1_000_000), 2],
  ])('a key with %s is none', (_, key, length) => {
    expect(splitKey(key, length)).toBeNull();
  });

  test('what could not be split off again is never joined', () => {
    expect(() => joinKey(['SMB', 'a/b'])).toThrow('not a code');
    expect(() => joinKey([])).toThrow('not a code');
  });
});
