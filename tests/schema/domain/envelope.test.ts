import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AllocationChange, Envelope } from '../../../schema/domain/envelope.ts';
import { exceededEnvelopes, rowsOverEnvelopes } from '../../../schema/domain/envelope.ts';

const envelope = (code: string, cap: number, used: number, scope: Partial<Envelope> = {}): Envelope => ({
  code,
  cap: BigInt(cap),
  used: BigInt(used),
  market: null,
  function: null,
  periods: null,
  ...scope,
});
const Q1: Partial<Envelope> = { periods: new Set(['Q1']) };

/** `change('a SMB SALES Q1 +5')`. */
function change(text: string): AllocationChange {
  const [row = '', market = '', fn = '', period = '', delta = '0'] = text.split(' ');
  return { row, market, function: fn, period, delta: BigInt(delta.replace('+', '')) };
}

/** The result as `ALL+5:a,b`. */
const shown = (envelopes: Envelope[], changes: string[]): string[] =>
  exceededEnvelopes(envelopes, changes.map(change)).map((e) => `${e.envelope}+${e.excess}:${e.rows.join(',')}`);

describe('an envelope', () => {
  test.each<[string, Envelope[], string[], string[]]>([
    ['filled to its cap is not exceeded', [envelope('ALL', 100, 90)], ['a SMB SALES Q1 +10'], []],
    ['exceeded by one', [envelope('ALL', 100, 90)], ['a SMB SALES Q1 +11'], ['ALL+1:a']],
    [
      'raised by two rows together',
      [envelope('ALL', 100, 90)],
      ['b SMB SALES Q1 +6', 'a DACH SALES Q1 +6'],
      ['ALL+2:a,b'],
    ],
    ['raised and lowered by as much', [envelope('ALL', 100, 100)], ['a SMB SALES Q1 +6', 'b SMB SALES Q1 -6'], []],
    [
      'names only the rows that raise it',
      [envelope('ALL', 100, 100)],
      ['a SMB SALES Q1 +6', 'b SMB SALES Q1 -5'],
      ['ALL+1:a'],
    ],
    [
      'a row that only moves money within it does not raise it',
      [envelope('ALL', 100, 100)],
      ['a S F Q1 +6', 'a S F Q2 -6', 'b S F Q1 +1'],
      ['ALL+1:b'],
    ],
    ['above its cap already, and lowered', [envelope('ALL', 100, 150)], ['a SMB SALES Q1 -1'], []],
    [
      'above its cap already, and raised: only the raise is asked back',
      [envelope('ALL', 100, 150)],
      ['a SMB SALES Q1 +5'],
      ['ALL+5:a'],
    ],
    ['of another market', [envelope('S', 100, 100, { market: 'SMB' })], ['a DACH SALES Q1 +5'], []],
    ['of another function', [envelope('F', 100, 100, { function: 'SALES' })], ['a SMB SERVICE Q1 +5'], []],
    ['of other periods', [envelope('P', 100, 100, Q1)], ['a SMB SALES Q2 +5'], []],
    [
      'at every level',
      [envelope('P', 9, 9, Q1), envelope('ALL', 100, 97), envelope('F', 9, 0, { function: 'SALES' })],
      ['a SMB SALES Q1 +5'],
      ['ALL+2:a', 'P+5:a'],
    ],
    ['untouched', [envelope('ALL', 100, 150)], [], []],
  ])('%s', (_, envelopes, changes, expected) => {
    expect(shown(envelopes, changes)).toEqual(expected);
    expect(shown(envelopes.toReversed(), changes.toReversed())).toEqual(expected);
  });
});

describe('a push that leaves out the rows that fail', () => {
  test('leaves out every row that raises an exceeded envelope, and keeps the others', () => {
    const changes = ['a SMB SALES Q1 +6', 'b SMB SALES Q1 +6', 'c DACH SALES Q1 +6'].map(change);
    const refused = rowsOverEnvelopes([envelope('S', 100, 90, { market: 'SMB' })], changes);
    expect([...refused.keys()].sort()).toEqual(['a', 'b']);
    expect(refused.get('a')).toMatchObject([{ envelope: 'S', excess: 2n }]);
  });

  test('judges again when a refused row takes its reductions with it', () => {
    // Row a moves 10 from Q2 to Q1, which is full; b needs the room that a would have made in Q2.
    const changes = ['a S F Q1 +10', 'a S F Q2 -10', 'b S F Q2 +10'].map(change);
    const envelopes = [envelope('Q1', 50, 50, Q1), envelope('Q2', 50, 50, { periods: new Set(['Q2']) })];
    const refused = rowsOverEnvelopes(envelopes, changes);
    expect([...refused].map(([row, found]) => [row, found.map((f) => f.envelope)])).toEqual([
      ['a', ['Q1']],
      ['b', ['Q2']],
    ]);
  });

  const anyChange = fc.record({
    row: fc.constantFrom('a', 'b', 'c', 'd'),
    market: fc.constantFrom('S', 'D'),
    function: fc.constantFrom('F', 'G'),
    period: fc.constantFrom('Q1', 'Q2'),
    delta: fc.bigInt({ min: -9n, max: 9n }),
  });
  const anyEnvelope = fc.record({
    code: fc.uuid(),
    cap: fc.bigInt({ min: 0n, max: 20n }),
    used: fc.bigInt({ min: 0n, max: 25n }),
    market: fc.constantFrom('S', 'D', null),
    function: fc.constantFrom('F', 'G', null),
    periods: fc.constantFrom(new Set(['Q1']), new Set(['Q2']), new Set(['Q1', 'Q2']), null),
  });

  test('then holds every envelope, whatever the order, and refuses nothing where nothing is exceeded', () => {
    const envelopes = fc.uniqueArray(anyEnvelope, { selector: (e) => e.code, maxLength: 5 });
    fc.assert(
      fc.property(envelopes, fc.array(anyChange, { maxLength: 9 }), (all, changes) => {
        const refused = rowsOverEnvelopes(all, changes);
        const kept = changes.filter(({ row }) => !refused.has(row));
        expect(exceededEnvelopes(all, kept)).toEqual([]);
        expect(refused.size === 0).toBe(exceededEnvelopes(all, changes).length === 0);
        const again = rowsOverEnvelopes(all.toReversed(), changes.toReversed());
        expect([...again.keys()].sort()).toEqual([...refused.keys()].sort());
        for (const { excess } of [...refused.values()].flat()) expect(excess > 0n).toBe(true);
      }),
    );
  });

  test('the excess is exactly what has to be taken out', () => {
    fc.assert(
      fc.property(anyEnvelope, fc.array(anyChange, { minLength: 1, maxLength: 9 }), (one, changes) => {
        const [found] = exceededEnvelopes([one], changes);
        if (!found) return;
        const raised = changes.find(({ row }) => found.rows.includes(row));
        const taken = (by: bigint) => [
          ...changes,
          ...(raised ? [{ ...raised, ...scopeOf(one, raised), delta: -by }] : []),
        ];
        expect(exceededEnvelopes([one], taken(found.excess))).toEqual([]);
        expect(exceededEnvelopes([one], taken(found.excess - 1n))).toHaveLength(1);
      }),
    );
  });
});

/** A place within the envelope. */
const scopeOf = (one: Envelope, near: AllocationChange): Pick<AllocationChange, 'market' | 'function' | 'period'> => ({
  market: one.market ?? near.market,
  function: one.function ?? near.function,
  period: one.periods === null ? near.period : ([...one.periods][0] ?? ''),
});
