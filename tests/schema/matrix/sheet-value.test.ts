import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { CellColumn } from '../../../schema/matrix/cell.ts';
import { parseCell } from '../../../schema/matrix/cell.ts';
import {
  dayOfSerial,
  isSheetError,
  numberText,
  readSheetValue,
  serialOfDay,
  toSheetValue,
} from '../../../schema/matrix/sheet-value.ts';

const column = (type: CellColumn['type'], rest: Partial<CellColumn> = {}): CellColumn => ({
  key: 'c',
  title: 'Cell',
  type,
  ...rest,
});
const usd = column('DECIMAL', { scale: 2 });

describe('what a sheet hands back', () => {
  test.each<[string, CellColumn, unknown, string | null]>([
    ['a number', usd, 68.68, '68.68'],
    ['a number with the noise of a float', usd, 0.1 + 0.2, '0.3'],
    ['a sum that fell short of its cents', usd, 68.67999999999999, '68.68'],
    ['a large number without exponent', usd, 1e21, '1000000000000000000000'],
    ['a small number without exponent', usd, 1e-7, '0.0000001'],
    ['minus zero', usd, -0, '0'],
    ['a negative number', usd, -12.5, '-12.5'],
    ['blank', usd, '', null],
    ['no value', usd, null, null],
    ['only blanks', usd, ' \u00a0', null],
    ['a number pasted as text', usd, ' 12.50 ', '12.50'],
    ['a decimal comma, which is not guessed at', usd, '12,50', '12,50'],
    ['a failed formula', usd, '#DIV/0!', '#DIV/0!'],
    ['TRUE in a number', usd, true, 'TRUE'],
    ['TRUE in a yes or no', column('BOOLEAN'), true, 'true'],
    ['a pasted TRUE', column('BOOLEAN'), 'TRUE', 'true'],
    ['a date', column('DATE'), 46347, '2026-11-21'],
    ['a date of JSON', column('DATE'), '2026-11-21', '2026-11-21'],
    ['a date and time, which is no day', column('DATE'), 46347.5, '46347.5'],
    ['a number in a text', column('TEXT'), 7, '7'],
    ['a text with blanks', column('TEXT'), ' a ', ' a '],
    ['a code with blanks', column('CODES'), ' R-1 ', 'R-1'],
    ['what no cell holds', usd, {}, '#VALUE!'],
  ])('%s', (_, of, raw, text) => {
    expect(readSheetValue(raw, of)).toBe(text);
  });

  test.each(['12,5', '#DIV/0!', true, NaN, Infinity, {}])('%p is refused as a number, by name', (raw) => {
    expect(parseCell(readSheetValue(raw, usd), usd)).toMatchObject({ ok: false, problem: { code: 'BAD_NUMBER' } });
  });

  test.each([0, -1, 60, 1.5, 2_958_466, 1e300])('the serial %p is refused as a date, by name', (raw) => {
    const date = column('DATE');
    expect(parseCell(readSheetValue(raw, date), date)).toMatchObject({ ok: false, problem: { code: 'BAD_DATE' } });
  });

  test('a failed formula is told from a text', () => {
    expect(['#N/A', '#REF!', '#SPILL!'].every(isSheetError)).toBe(true);
    expect(['#1', 'N/A', '#n/a', 5, null].some(isSheetError)).toBe(false);
  });
});

describe('date serials', () => {
  test.each([
    [1, '1900-01-01'],
    [59, '1900-02-28'],
    [61, '1900-03-01'],
    [36526, '2000-01-01'],
    [2_958_465, '9999-12-31'],
  ])('%d is %s', (serial, day) => {
    expect(dayOfSerial(serial)).toBe(day);
    expect(serialOfDay(day)).toBe(serial);
  });

  test('the day that Excel made up is none, and days before 1900 stay text', () => {
    expect(dayOfSerial(60)).toBeNull();
    expect(toSheetValue('1899-12-31', column('DATE'))).toBe('1899-12-31');
  });

  test('every serial but that one comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_958_465 }), (serial) => {
        const day = dayOfSerial(serial);
        expect(day === null ? 60 : serialOfDay(day)).toBe(serial);
      }),
    );
  });
});

describe('numbers', () => {
  test('of up to fifteen digits survive the way through a sheet', () => {
    const digits = fc.bigInt({ min: -999_999_999_999_999n, max: 999_999_999_999_999n });
    fc.assert(
      fc.property(digits, fc.integer({ min: 0, max: 6 }), (whole, scale) => {
        const free = column('DECIMAL', { scale });
        const padded = (whole < 0n ? -whole : whole).toString().padStart(scale + 1, '0');
        const cut = padded.length - scale;
        const written = `${whole < 0n ? '-' : ''}${padded.slice(0, cut)}${scale > 0 ? `.${padded.slice(cut)}` : ''}`;
        const stored = parseCell(written, free);
        if (!stored.ok) throw new Error(`${written} should be readable`);
        const back = readSheetValue(toSheetValue(stored.value, free), free);
        expect(parseCell(back, free)).toEqual(stored);
      }),
    );
  });

  test('become plain text that means what Excel shows', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = numberText(value);
        expect(text).toMatch(/^-?\d+(\.\d*[1-9])?$/);
        expect(Number(text)).toBe(Number(value.toPrecision(15)) + 0);
      }),
    );
  });
});
