/** The currencies of the migration are those of the published list, where that stands beside the project. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { ISO_4217 } from '../../migrations/iso-4217.ts';

const LIST = new URL('../../../shared/data/iso4217/codes-all.csv', import.meta.url);

interface Line {
  readonly Currency: string;
  readonly AlphabeticCode: string;
  readonly MinorUnit: string;
  readonly WithdrawalDate: string;
}

test('each currency stands once, in order of its code, with a minor unit of 0 to 4', () => {
  const codes = ISO_4217.map(([code]) => code);
  expect(codes).toEqual([...new Set(codes)].sort());
  for (const [code, name, unit] of ISO_4217) {
    expect(code).toMatch(/^[A-Z]{3}$/);
    expect(name).not.toBe('');
    expect([0, 1, 2, 3, 4]).toContain(unit);
  }
});

describe('../shared/data/iso4217', () => {
  (existsSync(LIST) ? test : test.skip)('lists the same active currencies with a minor unit', () => {
    const lines: Line[] = parse(readFileSync(LIST), { columns: true, bom: true });
    const active = lines.filter((l) => l.AlphabeticCode !== '' && l.WithdrawalDate === '' && /^\d$/.test(l.MinorUnit));
    const byCode = new Map(
      active.map((l) => [l.AlphabeticCode, [l.AlphabeticCode, l.Currency.trim(), Number(l.MinorUnit)]]),
    );
    expect(ISO_4217).toEqual([...byCode.values()].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)));
  });
});
