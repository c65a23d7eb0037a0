/**
 * Prices after a change set: a row has amounts or a quote (refused otherwise); tier order, tier gap, change size, past date
 * and calendar gap are warnings until approval exists (contract, semantics 10).
 */
import { excessiveUplift } from '../../schema/domain/change-size.ts';
import { type Day, overlaps } from '../../schema/domain/day.ts';
import { decimal, formatDecimal, parseDecimal } from '../../schema/domain/decimal.ts';
import { isPastDated } from '../../schema/domain/past-date.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import type { Transaction } from '../database/transaction.ts';
import { type CheckedWrites, type EntityCheck, refuse, type Verdict, warn } from '../records/entity-check.ts';
import type { PlannedWrite } from '../records/planned-write.ts';
import { QUOTE_CELL } from '../records/price-cell.ts';
import {
  firstGap,
  placeOf,
  placesOf,
  type PlacedCell,
  PriceBook,
  type PricedCell,
  pricedCell,
  tierBreaches,
} from './price-book.ts';
import { PRICE_POLICY } from './price-policy.ts';
import { type ListTerms, listTerms, type OfferedPrices, offeredPrices } from './price.queries.ts';

const limitText = (limit: bigint | null): string | null => (limit === null ? null : formatDecimal(limit));
const gapLimits = { min: limitText(PRICE_POLICY.tierGap.min), max: limitText(PRICE_POLICY.tierGap.max) };
const upliftLimit = formatDecimal(PRICE_POLICY.maxUplift);

/** What nearly every cell deserves: one list for all of them. */
const NONE: never[] = [];

export const priceCheck: EntityCheck = {
  entities: ['Price'],
  run: async (tx, checked) => judge(checked, await surroundings(tx, checked)),
  async prepare(tx, { writes, today }) {
    const around = await surroundings(tx, { writes: writes.filter(isReadable), today });
    return (checked) => judge(checked, around);
  },
};

interface Surroundings {
  readonly offered: readonly OfferedPrices[];
  readonly terms: readonly ListTerms[];
}

const isPrice = ({ entity, field }: PlannedWrite): boolean =>
  entity === 'Price' && (field === 'amount' || field === 'text');

/** One whose key PostgreSQL could not even take names nothing, and is refused for that. */
const isReadable = ({ key }: PlannedWrite): boolean => !/[\0\p{Cs}]/u.test(key.join());

/** All that the rules look at around these writes, or some of them. */
async function surroundings(
  tx: Transaction,
  { writes, today }: { readonly writes: readonly PlannedWrite[]; readonly today: Day },
): Promise<Surroundings> {
  const prices = writes.filter(isPrice);
  if (prices.length === 0) return { offered: [], terms: [] };
  const cells = prices.map(({ key }) => placeOf(key));
  const from = prices.map((w) => w.from ?? today).reduce((a, b) => (a < b ? a : b));
  const places = placesOf(cells);
  const names = cells.map(({ cell }) => cell);
  const [offered, terms] = await Promise.all([offeredPrices(tx, places, from), listTerms(tx, places.lists, names)]);
  return { offered, terms };
}

function judge<Origin>({ writes, today }: CheckedWrites<Origin>, { offered, terms }: Surroundings): Verdict<Origin>[] {
  const book = new PriceBook(offered, writes.filter(isPrice).map(pricedCell));
  const termsOf = new Map(terms.map((t) => [`${t.list}/${t.cell}`, t]));
  return book.cells.flatMap((cell) => {
    const ofTerms = termVerdicts(cell, termsOf.get(`${cell.list}/${cell.cell}`));
    const found = verdictsOf(cell, today);
    return ofTerms.length === 0 ? found : [...ofTerms, ...found];
  });
}

/** What the database would refuse: more decimals than the list takes, and offerings of another market than the list's. */
function termVerdicts<Origin>(at: PricedCell<Origin>, terms: ListTerms | undefined): Verdict<Origin>[] {
  const { write, market, list, cell } = at;
  if (!terms || write.after === null) return NONE;
  if (terms.market !== null && terms.market !== market) {
    return [refuse(write, problem('UNKNOWN_CODE', { field: `In market ${market}, price list`, value: list }))];
  }
  if (at.isQuote || parseDecimal(write.after, terms.scale).ok) return NONE;
  return [refuse(write, problem('BAD_SCALE', { field: cell, value: write.after, scale: terms.scale, unit: cell }))];
}

function verdictsOf<Origin>(at: PlacedCell<Origin>, today: Day): Verdict<Origin>[] {
  if (isAmountBesideQuote(at)) {
    const row = [at.market, at.offering, at.list, at.period, at.minQuantity].join('/');
    return [refuse(at.write, problem('AMOUNT_OR_QUOTE', { row }))];
  }
  const found = [tierVerdicts(at), sizeVerdicts(at), pastVerdicts(at, today), gapVerdicts(at)];
  return found.every((verdicts) => verdicts.length === 0) ? NONE : found.flat();
}

function isAmountBesideQuote({ amount, row, isQuote, validity }: PlacedCell<unknown>): boolean {
  if (amount === null) return false;
  for (const [cell, timeline] of row.cells) {
    const isOther = isQuote !== (cell === QUOTE_CELL);
    if (isOther && timeline.some((span) => overlaps(span, validity))) return true;
  }
  return false;
}

function tierVerdicts<Origin>(at: PlacedCell<Origin>): Verdict<Origin>[] {
  if (at.isQuote || at.amount === null) return NONE;
  const { orders, gaps } = tierBreaches(at);
  if (orders.size === 0 && gaps.size === 0) return NONE;
  return [
    ...(orders.get(at.offering) ?? []).map((b) => {
      const amounts = { lowerAmount: formatDecimal(b.lowerAmount), higherAmount: formatDecimal(b.higherAmount) };
      return warn(at.write, problem('TIER_ORDER', { ...b, ...amounts, currency: at.cell }));
    }),
    ...(gaps.get(at.offering) ?? []).map((b) => warn(at.write, problem('TIER_GAP', { ...b, ...gapLimits }))),
  ];
}

function sizeVerdicts<Origin>({ write, cell, isQuote, amount }: PricedCell<Origin>): Verdict<Origin>[] {
  if (isQuote || write.before === null || write.after === null) return NONE;
  const uplift = excessiveUplift({ before: decimal(write.before), after: amount }, PRICE_POLICY.maxUplift);
  if (uplift === null) return NONE;
  const figures = { before: write.before, after: write.after, currency: cell, uplift, limit: upliftLimit };
  return [warn(write, problem('CHANGE_SIZE', figures))];
}

function pastVerdicts<Origin>({ write, list, offer }: PlacedCell<Origin>, today: Day): Verdict<Origin>[] {
  const from = write.from ?? today;
  if (!isPastDated({ from, today, isPublished: offer.listState === 'PUBLISHED' })) return NONE;
  return [warn(write, problem('PAST_DATE', { priceList: list, from, today }))];
}

function gapVerdicts<Origin>(at: PlacedCell<Origin>): Verdict<Origin>[] {
  const gap = firstGap(at);
  return gap ? [warn(at.write, problem('CALENDAR_GAP', { offering: at.offering, ...gap }))] : NONE;
}
