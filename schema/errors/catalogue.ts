/** Every refusal's sentence and next step, once: an analyst reads both, in the pane and on the cell. */
import { roleName } from '../domain/role.ts';
import type { RejectionCode } from './codes.ts';
import type { ProblemFigures } from './problem-figures.ts';
import { quoted, quotedList, shortened } from './quoted.ts';
import type { Problem } from './rejection.ts';

type Sentence = readonly [message: string, nextStep: string];
type Catalogue = { readonly [C in RejectionCode]: (figures: ProblemFigures[C]) => Sentence };
type FiguresOf<C extends RejectionCode> = ProblemFigures[C] extends null ? [] : [figures: ProblemFigures[C]];

/** The problem of that code, for example `problem('REQUIRED', { field: 'Title' })`. */
export function problem<C extends RejectionCode>(code: C, ...[figures]: FiguresOf<C>): Problem {
  // The tuple type ties figures to the code; TypeScript cannot follow the tie through the optional element.
  const say = CATALOGUE[code] as (figures: ProblemFigures[C] | undefined) => Sentence;
  const [message, nextStep] = say(figures);
  return { code, message, nextStep };
}

const decimals = (scale: number): string => (scale === 1 ? '1 decimal' : `${scale} decimals`);

/** `2026-11-21T09:30:12.000Z` as `2026-11-21 09:30 UTC`. */
const instant = (at: string): string => {
  const parts = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(at);
  return parts ? `${parts[1]} ${parts[2]} UTC` : shortened(at);
};

function range(min: string | null, max: string | null, unit = ''): string {
  if (min !== null && max !== null) return `from ${min}${unit} to ${max}${unit}`;
  return min !== null ? `at least ${min}${unit}` : `at most ${max ?? ''}${unit}`;
}

function badText(figures: ProblemFigures['BAD_TEXT']): Sentence {
  const field = shortened(figures.field);
  switch (figures.fault) {
    case 'NUL':
      return [
        `${field} contains a NUL character, which cannot be stored.`,
        'Type the text again instead of pasting it.',
      ];
    case 'LONE_SURROGATE':
      return [`${field} contains half of a character (a lone surrogate).`, 'Type the last character or emoji again.'];
    case 'SHEET_ERROR':
      return [`${field} shows an error of the spreadsheet instead of a text.`, 'Correct the formula or type the text.'];
    case 'TOO_LONG':
      return [
        `${field} takes at most ${figures.maxLength} characters, and this text has ${figures.length}.`,
        `Shorten the text by ${figures.length - figures.maxLength} characters.`,
      ];
  }
}

function duplicateRow(figures: ProblemFigures['DUPLICATE_ROW']): Sentence {
  const row = quoted(figures.row);
  switch (figures.where) {
    case 'PUSH':
      return [`More than one line stands for row ${row}.`, 'Keep one of the lines and delete the others.'];
    case 'STORED':
      return [
        `Row ${row} exists already, perhaps archived.`,
        'Pull again and edit that row, or give the new one another code.',
      ];
    case 'LABELS':
      return [
        `The labels of row ${row} stand beside the key ${quoted(figures.key)}.`,
        'Undo the sorting or the paste that left out the key column, or put the sheet back.',
      ];
  }
}

const NOT_REVERTIBLE: { readonly [W in ProblemFigures['NOT_REVERTIBLE']['why']]: (revision: number) => Sentence } = {
  UNKNOWN: (r) => [`There is no change set with revision ${r}.`, 'Choose one from the list of change sets.'],
  REVERTED: (r) => [`Change set ${r} has already been undone.`, 'Nothing needs to be done; pull to see the values.'],
  NOT_APPLIED: (r) => [`Change set ${r} was never applied.`, 'Choose an applied change set from the list.'],
  IN_USE: (r) => [
    `Change set ${r} added rows that others have since built upon.`,
    'Archive or move the rows that refer to them first, then undo it again.',
  ],
};

const CATALOGUE: Catalogue = {
  STALE_CELL: ({ column, by, at, theirs }) => [
    `${shortened(by)} changed ${shortened(column)} to ${quoted(theirs)} on ${instant(at)}, after you pulled.`,
    'Choose your value or theirs in the pane, then push again.',
  ],
  UNKNOWN_ROW: ({ row }) => [
    `No row ${quoted(row)} is in this view.`,
    'Pull again; if the row is meant to be new, insert it instead of editing it.',
  ],
  UNKNOWN_COLUMN: ({ column }) => [
    `This matrix has no column ${quoted(column)}.`,
    'Pull again and enter the value in one of the columns shown.',
  ],
  DUPLICATE_EDIT: ({ column }) => [
    `The push holds two values for ${shortened(column)} of this row.`,
    'Keep one of the two and push again.',
  ],
  DUPLICATE_ROW: duplicateRow,
  READ_ONLY: ({ column }) => [
    `${shortened(column)} is computed or fixed and cannot be edited.`,
    'Change the values that it follows from instead.',
  ],
  NOT_ALLOWED: ({ what, roles }) => [
    `You may not change ${shortened(what)}.`,
    roles.length === 0
      ? 'Ask an administrator for access.'
      : `Ask a colleague with the role ${roles.map(roleName).join(' or ')}.`,
  ],
  BAD_NUMBER: ({ field, value }) => [
    `${shortened(field)} takes a number such as 1234.5, and ${quoted(value)} is none.`,
    'Type the number without thousands marks, currency or unit.',
  ],
  BAD_SCALE: ({ field, value, scale, unit }) =>
    scale === 0
      ? [`${shortened(field)} takes whole numbers, and ${quoted(value)} has decimals.`, 'Round it to a whole number.']
      : [
          `${shortened(field)} takes at most ${decimals(scale)}${unit ? ` of ${shortened(unit)}` : ''}, and ${quoted(value)} has more.`,
          `Round it to ${decimals(scale)}.`,
        ],
  TOO_MANY_DIGITS: ({ field, value, digits }) => [
    `${shortened(field)} takes at most ${digits} digits, as many as Excel keeps, and ${quoted(value)} has more.`,
    'Round the number.',
  ],
  OUT_OF_RANGE: ({ field, value, min, max }) => [
    `${shortened(field)} must be ${range(min, max)}, and ${quoted(value)} is not.`,
    `Enter a number ${range(min, max)}.`,
  ],
  BAD_DATE: ({ field, value }) => [
    `${shortened(field)} takes a date of the calendar, and ${quoted(value)} is none.`,
    'Enter the date as YYYY-MM-DD, for example 2026-11-21.',
  ],
  BAD_CHOICE: ({ field, value, options }) => [
    `${quoted(value)} is not one of the choices of ${shortened(field)}.`,
    `Choose one of ${quotedList(options)}.`,
  ],
  BAD_TEXT: badText,
  BAD_CODE: ({ field, value }) => [
    `${shortened(field)} takes a code, and ${quoted(value)} is none.`,
    'Use 1 to 64 letters without accents, digits, dots, hyphens and underscores.',
  ],
  UNKNOWN_CODE: ({ field, value }) => [
    `${shortened(field)} ${quoted(value)} does not exist, or you have no access to it.`,
    'Check the code, or have the record created first.',
  ],
  REQUIRED: ({ field }) => [`${shortened(field)} must not be blank.`, `Enter a value for ${shortened(field)}.`],
  ENVELOPE_EXCEEDED: ({ envelope, excess, currency }) => [
    `This push exceeds envelope ${quoted(envelope)} by ${shortened(excess)} ${shortened(currency)}.`,
    `Take at least ${shortened(excess)} ${shortened(currency)} out of the amounts that you raised within the envelope.`,
  ],
  PLAN_REQUIRED: ({ asOf, found }) => [
    found === 0
      ? `No approved budget covers ${shortened(asOf)}.`
      : `${found} approved budgets cover ${shortened(asOf)}, so it is unclear which one is meant.`,
    'Choose a plan in the filter.',
  ],
  VIEW_CHANGED: () => [
    'The columns or the day of this view are no longer those that you pulled.',
    'Pull again; your edits are kept and compared.',
  ],
  PLAN_LOCKED: ({ plan, state }) => [
    `Plan ${quoted(plan)} is ${shortened(state).toLowerCase()} and takes no changes.`,
    'Choose an open plan, or have this one reopened.',
  ],
  PERIOD_LOCKED: ({ period }) => [
    `Period ${quoted(period)} is closed and takes no changes.`,
    'Enter the amount in an open period, or have this one reopened.',
  ],
  AMOUNT_OR_QUOTE: ({ row }) => [
    `Row ${quoted(row)} would have amounts and a quote at once.`,
    'Clear the amounts or clear the quote.',
  ],
  DATE_ORDER: ({ first, from, last, to }) => [
    `${shortened(last)} ${shortened(to)} must not be before ${shortened(first)} ${shortened(from)}.`,
    'Correct one of the two dates.',
  ],
  DEPENDENCY_CYCLE: ({ cycle }) => [
    `The items depend on each other in a circle: ${[...cycle, ...cycle.slice(0, 1)].map(shortened).join(' → ')}.`,
    'Remove one of these dependencies.',
  ],
  DEPENDS_ON_ITSELF: ({ item }) => [`${quoted(item)} depends on itself.`, 'Remove it from its own dependencies.'],
  NOT_REVERTIBLE: ({ revision, why }) => NOT_REVERTIBLE[why](revision),
  TIER_ORDER: ({ lower, higher, lowerAmount, higherAmount, currency, day }) => [
    `On ${shortened(day)} tier ${quoted(higher)} costs ${shortened(higherAmount)} ${shortened(currency)}, not more than the lower tier ${quoted(lower)} at ${shortened(lowerAmount)}.`,
    `Raise ${quoted(higher)}, or lower ${quoted(lower)}.`,
  ],
  TIER_GAP: ({ lower, higher, gap, min, max }) => [
    `${quoted(higher)} costs ${shortened(gap)} % more than ${quoted(lower)}; the policy asks for ${range(min, max, ' %')}.`,
    'Change one of the two prices, or have the policy changed.',
  ],
  PAST_DATE: ({ priceList, from, today }) => [
    `Price list ${quoted(priceList)} is published, and the price would hold from ${shortened(from)}, before today (${shortened(today)}).`,
    'Let the price hold from today or later.',
  ],
  CALENDAR_GAP: ({ offering, from, to }) => [
    to === null
      ? `Offering ${quoted(offering)} is live and has no price from ${shortened(from)} on.`
      : `Offering ${quoted(offering)} is live and has no price from ${shortened(from)} until ${shortened(to)}.`,
    'Enter a price for that time, or retire the offering.',
  ],
  CHANGE_SIZE: ({ before, after, currency, uplift, limit }) => [
    `The price rises by ${shortened(uplift)} %, from ${shortened(before)} to ${shortened(after)} ${shortened(currency)}; the policy allows ${shortened(limit)} %.`,
    'Raise it by less, or say why in the reason.',
  ],
};
