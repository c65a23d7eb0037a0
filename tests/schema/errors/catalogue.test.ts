import { describe, expect, test } from '@jest/globals';
import { problem } from '../../../schema/errors/catalogue.ts';
import { REJECTION_CODES } from '../../../schema/errors/codes.ts';
import type { RejectionCode } from '../../../schema/errors/codes.ts';
import type { ProblemFigures } from '../../../schema/errors/problem-figures.ts';
import { isRequestErrorCode, REQUEST_ERRORS } from '../../../schema/errors/request-error.ts';
import type { Problem } from '../../../schema/errors/rejection.ts';

/** At least one set of figures for each code, and one for each wording. */
const FIGURES: { readonly [C in RejectionCode]: readonly ProblemFigures[C][] } = {
  STALE_CELL: [
    { column: 'USD', by: 'Ada', at: '2026-11-21T09:30:12.123Z', theirs: '12.5' },
    { column: 'Title', by: 'Ada', at: '2026-11-21T09:30:12.123Z', theirs: null },
  ],
  UNKNOWN_ROW: [{ row: 'SMB/R-1' }],
  UNKNOWN_COLUMN: [{ column: 'XYZ' }],
  DUPLICATE_EDIT: [{ column: 'USD' }],
  DUPLICATE_ROW: [
    { row: 'SMB/R-1', where: 'PUSH' },
    { row: 'SMB/R-1', where: 'STORED' },
  ],
  READ_ONLY: [{ column: 'Total' }],
  NOT_ALLOWED: [
    { what: 'prices', roles: ['PRICING', 'ADMIN'] },
    { what: 'market SMB', roles: [] },
  ],
  BAD_NUMBER: [{ field: 'USD', value: '12,5' }],
  BAD_SCALE: [
    { field: 'USD', value: '2.005', scale: 2, unit: 'USD' },
    { field: 'JPY', value: '2.5', scale: 0 },
    { field: 'Rate', value: '2.55', scale: 1, unit: null },
  ],
  TOO_MANY_DIGITS: [{ field: 'USD', value: '1234567890123456', digits: 15 }],
  OUT_OF_RANGE: [
    { field: 'Confidence', value: '101', min: '0', max: '100' },
    { field: 'USD', value: '-1', min: '0', max: null },
    { field: 'USD', value: '9', min: null, max: '5' },
  ],
  BAD_DATE: [{ field: 'Starts on', value: '2026-02-30' }],
  BAD_CHOICE: [{ field: 'State', value: 'DONE', options: ['IDEA', 'PLANNED'] }],
  BAD_TEXT: [
    { field: 'Title', fault: 'NUL' },
    { field: 'Title', fault: 'LONE_SURROGATE' },
    { field: 'Title', fault: 'SHEET_ERROR' },
    { field: 'Title', fault: 'TOO_LONG', length: 260, maxLength: 255 },
  ],
  BAD_CODE: [{ field: 'Product', value: 'two words' }],
  UNKNOWN_CODE: [{ field: 'Product', value: 'P-9' }],
  REQUIRED: [{ field: 'Title' }],
  ENVELOPE_EXCEEDED: [{ envelope: 'SMB-2027', excess: '1200.5', currency: 'EUR' }],
  PLAN_REQUIRED: [
    { asOf: '2026-11-21', found: 0 },
    { asOf: '2026-11-21', found: 2 },
  ],
  VIEW_CHANGED: [null],
  PLAN_LOCKED: [{ plan: 'B-2026', state: 'LOCKED' }],
  PERIOD_LOCKED: [{ period: '2026-Q1' }],
  AMOUNT_OR_QUOTE: [{ row: 'SMB/O-1/LIST/MONTH/1' }],
  DATE_ORDER: [{ first: 'Starts on', from: '2027-02-01', last: 'Ends on', to: '2027-01-01' }],
  DEPENDENCY_CYCLE: [{ cycle: ['R-1', 'R-2', 'R-3'] }],
  DEPENDS_ON_ITSELF: [{ item: 'R-1' }],
  NOT_REVERTIBLE: [
    { revision: 7, why: 'UNKNOWN' },
    { revision: 7, why: 'REVERTED' },
    { revision: 7, why: 'NOT_APPLIED' },
    { revision: 7, why: 'IN_USE' },
  ],
  TIER_ORDER: [
    { lower: 'BASIC', higher: 'PRO', lowerAmount: '20', higherAmount: '19.5', currency: 'USD', day: '2027-01-01' },
  ],
  TIER_GAP: [
    { lower: 'BASIC', higher: 'PRO', gap: '4.2', min: '10', max: '60' },
    { lower: 'BASIC', higher: 'PRO', gap: '4.2', min: '10', max: null },
    { lower: 'BASIC', higher: 'PRO', gap: '80', min: null, max: '60' },
  ],
  PAST_DATE: [{ priceList: 'LIST', from: '2026-01-01', today: '2026-11-21' }],
  CALENDAR_GAP: [
    { offering: 'PRO', from: '2027-01-01', to: '2027-02-01' },
    { offering: 'PRO', from: '2027-01-01', to: null },
  ],
  CHANGE_SIZE: [{ before: '10', after: '15', currency: 'USD', uplift: '50', limit: '20' }],
};

const of = <C extends RejectionCode>(code: C, figures: ProblemFigures[C]): Problem =>
  (problem as (code: RejectionCode, figures: unknown) => Problem)(code, figures);

const cases = REJECTION_CODES.flatMap((code) =>
  FIGURES[code].map((figures) => [code, figures, of(code, figures)] as const),
);

describe('the catalogue of refusals', () => {
  test.each(cases)('%s says one sentence with its figures and one next step: %j', (code, figures, said) => {
    expect(said.code).toBe(code);
    for (const sentence of [said.message, said.nextStep]) {
      expect(sentence).toMatch(/^["\d\p{Lu}].*\.$/u);
      expect(sentence).not.toMatch(/[{}]|undefined|null|NaN|\[object| {2}|\.\./);
      expect(sentence.length).toBeLessThan(260);
    }
    expect(said.message).not.toBe(said.nextStep);
    const shown = Object.values(figures ?? {}).filter((f) => typeof f === 'string' && /\d/.test(f));
    for (const figure of shown) {
      const expected = String(figure).replace(/T(\d\d:\d\d).*/, ' $1');
      expect(said.message + said.nextStep).toContain(expected);
    }
  });

  test('two wordings of one code differ', () => {
    const messages = cases.map(([, , said]) => said.message + said.nextStep);
    expect(new Set(messages).size).toBe(messages.length);
  });

  test('a conflict names the other, the value and the minute', () => {
    const said = problem('STALE_CELL', { column: 'USD', by: 'Ada', at: '2026-11-21T09:30:12Z', theirs: '12.5' });
    expect(said.message).toBe('Ada changed USD to "12.5" on 2026-11-21 09:30 UTC, after you pulled.');
  });

  test('a cleared value reads as blank, and a long or hostile one is cut and made printable', () => {
    const by = 'Ada\u0000\r\n\u202e\ud800';
    const said = problem('STALE_CELL', { column: 'USD', by, at: 'x', theirs: '😀'.repeat(5000) });
    // eslint-disable-next-line no-control-regex -- that there is none is what is tested
    expect(said.message).not.toMatch(/[\u0000-\u001f\u202e]|\p{Surrogate}/u);
    expect(said.message).toContain(`"${'😀'.repeat(59)}…"`);
    expect(problem('STALE_CELL', { column: 'USD', by: 'Ada', at: 'x', theirs: null }).message).toContain('(blank)');
  });

  test('a circle of items closes where it began', () => {
    expect(problem('DEPENDENCY_CYCLE', { cycle: ['R-1', 'R-2'] }).message).toContain('R-1 → R-2 → R-1');
  });

  test('an envelope shows the excess and nothing else about itself', () => {
    const said = problem('ENVELOPE_EXCEEDED', { envelope: 'SMB', excess: '1200.5', currency: 'EUR' });
    expect((said.message + said.nextStep).match(/\d[\d.]*\d/g)).toEqual(['1200.5', '1200.5']);
  });
});

describe('the errors of requests', () => {
  test.each(Object.entries(REQUEST_ERRORS))('%s says a sentence and a next step', (code, sentences) => {
    expect(isRequestErrorCode(code)).toBe(true);
    for (const sentence of sentences) expect(sentence).toMatch(/^[A-Z][^{}]*\.$/);
  });

  test('a code that is not in the list is not one of them', () => {
    expect(isRequestErrorCode('toString')).toBe(false);
    expect(isRequestErrorCode(undefined)).toBe(false);
  });
});
