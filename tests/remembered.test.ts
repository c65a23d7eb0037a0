import { expect, test } from '@jest/globals';
import { Remembered } from '../api/remembered.ts';

test('a text that comes again is not judged again', () => {
  const judged: string[] = [];
  const remembered = new Remembered<number>();
  const judge = (text: string): number => judged.push(text);
  expect([remembered.of('a', judge), remembered.of('b', judge), remembered.of('a', judge)]).toEqual([1, 2, 1]);
  expect(judged).toEqual(['a', 'b']);
});

test('what was refused is refused again', () => {
  const remembered = new Remembered<never>();
  const refuse = (): never => {
    throw new Error('too deep');
  };
  expect(() => remembered.of('a', refuse)).toThrow('too deep');
  expect(() => remembered.of('a', refuse)).toThrow('too deep');
});

test('a flood of texts pushes out the oldest, and long texts are not kept at all', () => {
  let judged = 0;
  const remembered = new Remembered<number>();
  const judge = (): number => ++judged;
  remembered.of('first', judge);
  for (let n = 0; n < 500; n++) remembered.of(`text ${n}`, judge);
  expect(remembered.of('text 499', judge)).toBe(501);
  expect(remembered.of('first', judge)).toBe(502);
  const long = 'x'.repeat(10_001);
  remembered.of(long, judge);
  expect(remembered.of(long, judge)).toBe(504);
});
