import { expect, test } from '@jest/globals';
import { PreparedNames } from '../../api/database/prepared-names.ts';

test('a statement is prepared when it comes again, under a name of its own', () => {
  const names = new PreparedNames(10);
  expect(['a', 'b', 'a', 'b', 'a'].map((text) => names.of(text))).toEqual([
    undefined,
    undefined,
    'marketgrid_0',
    'marketgrid_1',
    'marketgrid_0',
  ]);
});

test('no more are prepared than may be, however many there are', () => {
  const names = new PreparedNames(2);
  const texts = Array.from({ length: 5_000 }, (_, n) => `SELECT ${n}`);
  const given = [...texts.slice(0, 10), ...texts.slice(0, 10), ...texts, ...texts].map((text) => names.of(text));
  expect(new Set(given)).toEqual(new Set([undefined, 'marketgrid_0', 'marketgrid_1']));
});

test('none is prepared where a pooler knows no prepared statements', () => {
  const names = new PreparedNames(0);
  expect(['a', 'a', 'a'].map((text) => names.of(text))).toEqual([undefined, undefined, undefined]);
});
