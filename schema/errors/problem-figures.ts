import type { RejectionCode } from './codes.ts';

/** How a text can be unfit to store (PostgreSQL holds no NUL; a lone surrogate is no character). */
export type TextFault =
  | { readonly fault: 'NUL' | 'LONE_SURROGATE' | 'SHEET_ERROR' }
  | { readonly fault: 'TOO_LONG'; readonly length: number; readonly maxLength: number };

type Value = { readonly field: string; readonly value: string };
/** Nothing to say beyond the code. */
type None = null;

/**
 * What each code's sentence is made of. `field`, `column` and names of records are titles or codes as the analyst sees
 * them; amounts and percentages are decimal text; days `YYYY-MM-DD`; `at` an ISO instant. Figures are only those that
 * every reader of the row may see: of an envelope the excess, never its totals.
 */
interface Figures {
  STALE_CELL: { readonly column: string; readonly by: string; readonly at: string; readonly theirs: string | null };
  UNKNOWN_ROW: { readonly row: string };
  UNKNOWN_COLUMN: { readonly column: string };
  DUPLICATE_EDIT: { readonly column: string };
  /**
   * PUSH: two lines of one sheet or push bear the key; STORED: such a row exists, perhaps archived; LABELS: the labels of
   * `row` stand beside another row's key.
   */
  DUPLICATE_ROW:
    | { readonly row: string; readonly where: 'PUSH' | 'STORED' }
    | { readonly row: string; readonly where: 'LABELS'; readonly key: string };
  READ_ONLY: { readonly column: string };
  /** `what`: "prices", "the budget of market DACH". `roles`: who may. */
  NOT_ALLOWED: { readonly what: string; readonly roles: readonly string[] };
  BAD_NUMBER: Value;
  BAD_SCALE: Value & { readonly scale: number; readonly unit?: string | null | undefined };
  TOO_MANY_DIGITS: Value & { readonly digits: number };
  OUT_OF_RANGE: Value & { readonly min: string | null; readonly max: string | null };
  BAD_DATE: Value;
  BAD_CHOICE: Value & { readonly options: readonly string[] };
  BAD_TEXT: { readonly field: string } & TextFault;
  BAD_CODE: Value;
  UNKNOWN_CODE: Value;
  REQUIRED: { readonly field: string };
  ENVELOPE_EXCEEDED: { readonly envelope: string; readonly excess: string; readonly currency: string };
  PLAN_REQUIRED: { readonly asOf: string; readonly found: number };
  VIEW_CHANGED: None;
  PLAN_LOCKED: { readonly plan: string; readonly state: string };
  PERIOD_LOCKED: { readonly period: string };
  AMOUNT_OR_QUOTE: { readonly row: string };
  DATE_ORDER: { readonly first: string; readonly from: string; readonly last: string; readonly to: string };
  /** Codes in the direction "depends on", the first not repeated at the end. */
  DEPENDENCY_CYCLE: { readonly cycle: readonly string[] };
  DEPENDS_ON_ITSELF: { readonly item: string };
  NOT_REVERTIBLE: { readonly revision: number; readonly why: 'UNKNOWN' | 'REVERTED' | 'NOT_APPLIED' | 'IN_USE' };
  TIER_ORDER: {
    readonly lower: string;
    readonly higher: string;
    readonly lowerAmount: string;
    readonly higherAmount: string;
    readonly currency: string;
    readonly day: string;
  };
  /** `gap`, `min` and `max` in per cent of the lower tier's price. */
  TIER_GAP: {
    readonly lower: string;
    readonly higher: string;
    readonly gap: string;
    readonly min: string | null;
    readonly max: string | null;
  };
  PAST_DATE: { readonly priceList: string; readonly from: string; readonly today: string };
  /** `to` is the first day with a price again; null: none follows. */
  CALENDAR_GAP: { readonly offering: string; readonly from: string; readonly to: string | null };
  /** `uplift` and `limit` in per cent of the price before. */
  CHANGE_SIZE: {
    readonly before: string;
    readonly after: string;
    readonly currency: string;
    readonly uplift: string;
    readonly limit: string;
  };
}

/** Figures by code. A code without figures does not compile. */
export type ProblemFigures = { readonly [C in RejectionCode]: Figures[C] };
