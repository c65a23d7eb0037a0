import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Dependency } from '../../../schema/domain/dependency-cycle.ts';
import { findCycle } from '../../../schema/domain/dependency-cycle.ts';

/** `edges('ab bc')`: a depends on b, b on c. */
const edges = (text: string): Dependency[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((pair) => [pair.charAt(0), pair.charAt(1)]);

describe('dependencies', () => {
  test.each<[string, string, string[] | null]>([
    ['none', '', null],
    ['a chain', 'ab bc cd', null],
    ['a diamond', 'ab ac bd cd', null],
    ['the same one twice', 'ab ab', null],
    ['an item on itself', 'ab bb', ['b']],
    ['two on each other', 'ba ab', ['a', 'b']],
    ['three in a circle', 'ca ab bc', ['a', 'b', 'c']],
    ['a circle behind a chain', 'ab bc cd dc', ['c', 'd']],
    ['a circle entered in its middle', 'ad dc cd', ['c', 'd']],
    ['a circle beside other items', 'xy zy dc cd', ['c', 'd']],
  ])('%s', (_, text, cycle) => {
    expect(findCycle(edges(text))).toEqual(cycle);
  });

  test('a chain of a hundred thousand is walked without recursion', () => {
    const chain = Array.from({ length: 100_000 }, (_, at): Dependency => [`i${at}`, `i${at + 1}`]);
    expect(findCycle(chain)).toBeNull();
    expect(findCycle([...chain, ['i100000', 'i0']])).toHaveLength(100_001);
  });

  const item = fc.constantFrom(...'abcdefg');
  const any = fc.array(fc.tuple(item, item), { maxLength: 14 });

  test('a cycle that is named is one, and is the same in any order of dependencies', () => {
    fc.assert(
      fc.property(any, (list) => {
        const cycle = findCycle(list);
        const present = new Set(list.map((edge) => edge.join()));
        for (const [at, from] of (cycle ?? []).entries()) {
          expect(present.has([from, cycle?.[(at + 1) % cycle.length]].join())).toBe(true);
        }
        expect(new Set(cycle ?? []).size).toBe(cycle?.length ?? 0);
        expect(findCycle(list.toReversed())).toEqual(cycle);
      }),
    );
  });

  test('where none is named, the items can be put in an order', () => {
    fc.assert(
      fc.property(any, (list) => {
        let left = list;
        for (let round = 0; round < 8; round++) left = left.filter(([, to]) => left.some(([from]) => from === to));
        expect(findCycle(list) === null).toBe(left.length === 0);
      }),
    );
  });
});
