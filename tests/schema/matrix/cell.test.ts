import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { RejectionCode } from '../../../schema/errors/codes.ts';
import type { CellColumn } from '../../../schema/matrix/cell.ts';
import { formatCell, joinCodes, parseCell, sameValue, splitCodes } from '../../../schema/matrix/cell.ts';

const column = (type: CellColumn['type'], rest: Partial<CellColumn> = {}): CellColumn => ({
  key: 'c',
  title: 'Cell',
  type,
  ...rest,
});
const usd = column('DECIMAL', { scale: 2, min: 0, unit: 'USD' });
const yen = column('DECIMAL', { scale: 0, min: 0 });
const free = column('DECIMAL');
const confidence = column('INTEGER', { min: 0, max: 100 });
const title = column('TEXT', { maxLength: 255, required: true });
const text = column('TEXT');
const owner = column('TEXT', { isCode: true });
const state = column('CHOICE', { options: ['IDEA', 'PLANNED'] });

describe('a cell that can be stored', () => {
  test.each<[string, CellColumn, string | null, string | null]>([
    ['an amount', usd, '68.68', '68.68'],
    ['an amount with trailing zeros beyond the scale', usd, '68.6800', '68.68'],
    ['an amount with leading zeros', usd, '007.10', '7.1'],
    ['zero', usd, '0.00', '0'],
    ['minus zero', usd, '-0', '0'],
    ['yen', yen, '2100.0', '2100'],
    ['fifteen digits', free, '123456789.123456', '123456789.123456'],
    ['below zero where that is meant', free, '-1.5', '-1.5'],
    ['a whole number written with a point', confidence, '50.0', '50'],
    ['the upper bound', confidence, '100', '100'],
    ['the largest integer', column('INTEGER'), '2147483647', '2147483647'],
    ['a leap day', column('DATE'), '2028-02-29', '2028-02-29'],
    ['yes', column('BOOLEAN'), 'true', 'true'],
    ['a choice', state, 'PLANNED', 'PLANNED'],
    ['a choice from a list that only the server knows', column('CHOICE'), 'SALES', 'SALES'],
    ['a set of codes', column('CODES'), ' R-2 ;R-1;; R-2; ', 'R-1;R-2'],
    ['a set of none', column('CODES'), ' ; ;', null],
    ['an empty set', column('CODES'), '', null],
    ['an empty text', text, '', null],
    ['text with line breaks and blanks', text, ' a\n\tb ', ' a\n\tb '],
    ['255 emoji in a title of 255 characters', title, '😀'.repeat(255), '😀'.repeat(255)],
    ['4,000 characters', text, 'x'.repeat(4000), 'x'.repeat(4000)],
    ['text that looks like a formula', text, '=HYPERLINK("x")', '=HYPERLINK("x")'],
    ['a code', owner, 'ada.l', 'ada.l'],
    ['a cleared amount', usd, null, null],
  ])('%s', (_, of, given, stored) => {
    expect(parseCell(given, of)).toEqual({ ok: true, value: stored });
  });
});

describe('a cell that cannot be stored', () => {
  const MANY = '9'.repeat(1_000_000);
  test.each<[string, CellColumn, string | null, RejectionCode]>([
    ['a decimal comma', usd, '12,5', 'BAD_NUMBER'],
    ['a thousands mark', usd, '1,000.00', 'BAD_NUMBER'],
    ['an exponent', usd, '1e3', 'BAD_NUMBER'],
    ['a plus sign', usd, '+1', 'BAD_NUMBER'],
    ['a blank', usd, ' 1', 'BAD_NUMBER'],
    ['an empty amount', usd, '', 'BAD_NUMBER'],
    ['NaN', usd, 'NaN', 'BAD_NUMBER'],
    ['Infinity', usd, 'Infinity', 'BAD_NUMBER'],
    ['hexadecimal', usd, '0x10', 'BAD_NUMBER'],
    ['no digit before the point', usd, '.5', 'BAD_NUMBER'],
    ['no digit after the point', usd, '5.', 'BAD_NUMBER'],
    ['Arabic digits', usd, '١٢', 'BAD_NUMBER'],
    ['a line break at the end', usd, '1\n', 'BAD_NUMBER'],
    ['a megabyte of digits', usd, MANY, 'BAD_NUMBER'],
    ['tenths of a cent', usd, '2.005', 'BAD_SCALE'],
    ['tenths of a yen', yen, '2100.5', 'BAD_SCALE'],
    ['seven decimals', free, '0.1234567', 'BAD_SCALE'],
    ['sixteen digits', free, '1234567890123456', 'TOO_MANY_DIGITS'],
    ['sixteen digits around the point', usd, '12345678901234.56', 'TOO_MANY_DIGITS'],
    ['a price below zero', usd, '-0.01', 'OUT_OF_RANGE'],
    ['half a per cent of confidence', confidence, '50.5', 'BAD_SCALE'],
    ['more than certain', confidence, '101', 'OUT_OF_RANGE'],
    ['less than impossible', confidence, '-1', 'OUT_OF_RANGE'],
    ['an integer beyond 32 bits', column('INTEGER'), '2147483648', 'OUT_OF_RANGE'],
    ['an integer below 32 bits', column('INTEGER'), '-2147483649', 'OUT_OF_RANGE'],
    ['a day that does not exist', column('DATE'), '2026-02-29', 'BAD_DATE'],
    ['a day in another order', column('DATE'), '21.11.2026', 'BAD_DATE'],
    ['a time', column('DATE'), '2026-11-21T00:00:00Z', 'BAD_DATE'],
    ['an empty date', column('DATE'), '', 'BAD_DATE'],
    ['yes in another word', column('BOOLEAN'), 'yes', 'BAD_CHOICE'],
    ['a choice in small letters', state, 'idea', 'BAD_CHOICE'],
    ['a choice of two words', column('CHOICE'), 'TWO WORDS', 'BAD_CODE'],
    ['a bad code among good ones', column('CODES'), 'R-1;R 2', 'BAD_CODE'],
    ['codes joined by a comma', column('CODES'), 'R-1,R-2', 'BAD_CODE'],
    ['codes with a NUL', column('CODES'), 'R-1;\0', 'BAD_TEXT'],
    ['text with a NUL', text, 'a\0b', 'BAD_TEXT'],
    ['half of a character', text, 'a\ud83d', 'BAD_TEXT'],
    ['two halves in the wrong order', text, '\ude00\ud83d', 'BAD_TEXT'],
    ['256 emoji in a title of 255 characters', title, '😀'.repeat(256), 'BAD_TEXT'],
    ['4,001 characters', text, 'x'.repeat(4001), 'BAD_TEXT'],
    ['no title', title, null, 'REQUIRED'],
    ['an empty title', title, '', 'REQUIRED'],
    ['a name where a code is meant', owner, 'Ada L', 'BAD_CODE'],
  ])('%s', (_, of, given, code) => {
    expect(parseCell(given, of)).toMatchObject({ ok: false, problem: { code } });
  });

  test('the sentence has the figures', () => {
    const parsed = parseCell('2.005', usd);
    expect(parsed.ok ? '' : parsed.problem.message).toBe('Cell takes at most 2 decimals of USD, and "2.005" has more.');
  });
});

const columns: readonly CellColumn[] = [
  usd,
  yen,
  free,
  confidence,
  title,
  text,
  owner,
  state,
  ...(['DATE', 'BOOLEAN', 'CODES', 'INTEGER'] as const).map((type) => column(type)),
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.double().map((value) => value.toFixed(4)),
  fc.stringMatching(/^-?[0-9]{1,12}(\.[0-9]{1,5})?$/),
  fc.array(fc.constantFrom('R-1', 'R-2', ' ', 'x y', ';'), { maxLength: 6 }).map((codes) => codes.join(';')),
  fc.constantFrom('true', 'IDEA', '2028-02-29', '-0.0', '00'),
);

describe('canonical values', () => {
  test('never throw, and are their own canonical form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...columns), anyText, (of, given) => {
        const once = parseCell(given, of);
        if (once.ok) expect(parseCell(once.value, of)).toEqual(once);
      }),
    );
  });

  test('come back from what people read', () => {
    fc.assert(
      fc.property(fc.constantFrom(...columns), anyText, (of, given) => {
        const once = parseCell(given, of);
        if (once.ok && once.value !== null) expect(parseCell(formatCell(once.value, of), of)).toEqual(once);
      }),
    );
  });

  test('of a set do not depend on order, repeats or blanks', () => {
    const codes = fc.array(fc.stringMatching(/^[A-Za-z0-9._-]{1,5}$/), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(codes, fc.func(fc.nat()), (list, shuffle) => {
        const other = [...list, ...list].sort((a, b) => shuffle(a) - shuffle(b)).join(' ; ');
        expect(sameValue(list.join(';'), other, column('CODES'))).toBe(true);
        expect(splitCodes(joinCodes(list))).toEqual([...new Set(list)].sort());
      }),
    );
  });
});

describe('what people read', () => {
  test.each<[string, CellColumn, string | null, string]>([
    ['an amount at its scale', usd, '68.6', '68.60'],
    ['a whole amount at its scale', usd, '68', '68.00'],
    ['yen', yen, '2100', '2100'],
    ['more decimals than the column has are not hidden', usd, '2.005', '2.005'],
    ['a column without a scale', free, '1.5', '1.5'],
    ['blank', usd, null, ''],
    ['text', text, 'a', 'a'],
  ])('%s', (_, of, value, shown) => {
    expect(formatCell(value, of)).toBe(shown);
  });
});

describe('the same value', () => {
  test.each<[CellColumn, string | null, string | null, boolean]>([
    [usd, '2.50', '2.5', true],
    [usd, '2.5', '2.51', false],
    [usd, null, '0', false],
    [usd, 'abc', 'abc', true],
    [usd, 'abc', 'abd', false],
    [text, '', null, true],
    [text, '2.50', '2.5', false],
    [column('CODES'), 'b;a', 'a; b', true],
  ])('%#: %j and %j', (of, a, b, same) => {
    expect([sameValue(a, b, of), sameValue(b, a, of)]).toEqual([same, same]);
  });
});
