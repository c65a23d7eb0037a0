/**
 * Prices after a change set: a row has amounts or a quote (refused otherwise); tier order, tier gap, change size, past date
 * and calendar gap are warnings until approval exists (contract, semantics 10).
 */
import { calendarGaps } from '../../schema/domain/calendar-gap.ts';
import { excessiveUplift } from '../../schema/domain/change-size.ts';
import { type Day, overlaps, type Validity } from '../../schema/domain/day.ts';
import { decimal, formatDecimal, parseDecimal } from '../../schema/domain/decimal.ts';
import { isPastDated } from '../../schema/domain/past-date.ts';
import { tierGapBreaches } from '../../schema/domain/tier-gap.ts';
import { tierOrderBreaches, type TierPrices } from '../../schema/domain/tier-order.ts';
import { overlay, type Timeline } from '../../schema/domain/timeline.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { type EntityCheck, refuse, type Verdict, warn } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { PRICE_POLICY } from './price-policy.ts';
import { type LineUpPrice, lineUpPrices, type ListTerms, listTerms } from './price.queries.ts';

const QUOTE = 'quote';
const limitText = (limit: bigint | null): string | null => (limit === null ? null : formatDecimal(limit));
const gapLimits = { min: limitText(PRICE_POLICY.tierGap.min), max: limitText(PRICE_POLICY.tierGap.max) };

export const priceCheck: EntityCheck = {
  entities: ['Price'],
  async run(tx, { writes, today }) {
    const prices = writes.filter((w) => w.entity === 'Price' && (w.field === 'amount' || w.field === 'text'));
    if (prices.length === 0) return [];
    const from = prices.map((w) => w.from ?? today).reduce((a, b) => (a < b ? a : b));
    const parts = prices.map((w) => addressOf(w));
    const touched = {
      markets: parts.map((p) => p.market),
      offerings: parts.map((p) => p.offering),
      lists: parts.map((p) => p.list),
    };
    const book = new PriceBook(await lineUpPrices(tx, touched, from));
    for (const write of prices) book.write(write);
    const terms = await listTerms(
      tx,
      touched.lists,
      parts.map((p) => p.cell),
    );
    return prices.flatMap((write) => [...termVerdicts(write, terms), ...verdictsOf(write, book, today)]);
  },
};

/** What the database would refuse: more decimals than the list takes, and offerings of another market than the list's. */
function termVerdicts<Origin>(write: ReadWrite<Origin>, terms: readonly ListTerms[]): Verdict<Origin>[] {
  const { market, list, cell } = addressOf(write);
  const own = terms.find((t) => t.list === list && t.cell === cell);
  if (!own || write.after === null) return [];
  if (own.market !== null && own.market !== market) {
    return [refuse(write, problem('UNKNOWN_CODE', { field: `In market ${market}, price list`, value: list }))];
  }
  if (cell === QUOTE || parseDecimal(write.after, own.scale).ok) return [];
  return [refuse(write, problem('BAD_SCALE', { field: cell, value: write.after, scale: own.scale, unit: cell }))];
}

interface Address {
  readonly market: string;
  readonly offering: string;
  readonly list: string;
  readonly period: string;
  readonly minQuantity: string;
  readonly cell: string;
}

function addressOf({ key }: { readonly key: readonly string[] }): Address {
  const [market = '', offering = '', list = '', period = '', minQuantity = '', cell = ''] = key;
  return { market, offering, list, period, minQuantity, cell };
}

const offeringKey = (a: { market: string; offering: string; list: string }): string =>
  `${a.market}/${a.offering}/${a.list}`;
const rowKey = (a: Omit<Address, 'cell'>): string => `${offeringKey(a)}/${a.period}/${a.minQuantity}`;

/** The prices of the touched line-ups as they stand after the writes. Quotes are spans of amount 0 in the cell `quote`. */
class PriceBook {
  readonly #facts = new Map<string, LineUpPrice>();
  readonly #lineUps = new Map<string, Set<string>>();
  readonly #rows = new Map<string, Map<string, Timeline>>();

  constructor(prices: readonly LineUpPrice[]) {
    for (const p of prices) {
      this.#facts.set(offeringKey(p), p);
      const lineUp = `${p.market}/${p.lineUp}/${p.list}`;
      this.#lineUps.set(lineUp, (this.#lineUps.get(lineUp) ?? new Set()).add(p.offering));
      if (p.cell === null || p.from === null) continue;
      const span = { from: p.from, to: p.to, amount: decimal(p.amount ?? '0') };
      const cells = this.#cells(rowKey(p));
      cells.set(p.cell, [...(cells.get(p.cell) ?? []), span]);
    }
  }

  write(write: ReadWrite<unknown>): void {
    const address = addressOf(write);
    const cells = this.#cells(rowKey(address));
    const amount = write.after === null ? null : address.cell === QUOTE ? 0n : decimal(write.after);
    cells.set(address.cell, overlay(cells.get(address.cell) ?? [], validityOf(write), amount));
  }

  facts(address: Address): LineUpPrice | undefined {
    return this.#facts.get(offeringKey(address));
  }

  cellsOf(address: Omit<Address, 'cell'>): ReadonlyMap<string, Timeline> {
    return this.#cells(rowKey(address));
  }

  /** The tiers beside the addressed one, itself included, in the same currency, period and minimum quantity. */
  tiersBeside(address: Address): TierPrices[] {
    const lineUp = this.facts(address)?.lineUp ?? '';
    const offerings = this.#lineUps.get(`${address.market}/${lineUp}/${address.list}`) ?? new Set();
    return [...offerings].flatMap((offering) => {
      const beside = { ...address, offering };
      const rank = this.facts(beside)?.rank ?? null;
      const timeline = this.cellsOf(beside).get(address.cell) ?? [];
      return rank === null || timeline.length === 0 ? [] : [{ offering, rank, timeline }];
    });
  }

  #cells(row: string): Map<string, Timeline> {
    const cells = this.#rows.get(row) ?? new Map<string, Timeline>();
    this.#rows.set(row, cells);
    return cells;
  }
}

const validityOf = (write: ReadWrite<unknown>): Validity => ({
  from: write.from ?? '0001-01-01',
  to: write.validTo ?? null,
});

function verdictsOf<Origin>(write: ReadWrite<Origin>, book: PriceBook, today: Day): Verdict<Origin>[] {
  const address = addressOf(write);
  if (isAmountBesideQuote(write, book)) {
    return [refuse(write, problem('AMOUNT_OR_QUOTE', { row: rowKey(address) }))];
  }
  return [
    ...tierVerdicts(write, book),
    ...sizeVerdicts(write),
    ...pastVerdicts(write, book, today),
    ...gapVerdicts(write, book),
  ];
}

function isAmountBesideQuote(write: ReadWrite<unknown>, book: PriceBook): boolean {
  if (write.after === null) return false;
  const address = addressOf(write);
  const isOther = (cell: string): boolean => (address.cell === QUOTE) !== (cell === QUOTE);
  return [...book.cellsOf(address)].some(
    ([cell, timeline]) => isOther(cell) && timeline.some((span) => overlaps(span, validityOf(write))),
  );
}

function tierVerdicts<Origin>(write: ReadWrite<Origin>, book: PriceBook): Verdict<Origin>[] {
  const address = addressOf(write);
  if (address.cell === QUOTE || write.after === null) return [];
  const tiers = book.tiersBeside(address);
  const from = write.from ?? '0001-01-01';
  const concerns = (breach: { lower: string; higher: string }): boolean =>
    breach.lower === address.offering || breach.higher === address.offering;
  const orders = tierOrderBreaches(tiers, from).filter(concerns);
  const gaps = tierGapBreaches(tiers, PRICE_POLICY.tierGap, from).filter(concerns);
  return [
    ...orders.map((b) => {
      const amounts = { lowerAmount: formatDecimal(b.lowerAmount), higherAmount: formatDecimal(b.higherAmount) };
      return warn(write, problem('TIER_ORDER', { ...b, ...amounts, currency: address.cell }));
    }),
    ...gaps.map((b) => warn(write, problem('TIER_GAP', { ...b, ...gapLimits }))),
  ];
}

function sizeVerdicts<Origin>(write: ReadWrite<Origin>): Verdict<Origin>[] {
  const { cell } = addressOf(write);
  if (cell === QUOTE || write.before === null || write.after === null) return [];
  const change = { before: decimal(write.before), after: decimal(write.after) };
  const uplift = excessiveUplift(change, PRICE_POLICY.maxUplift);
  if (uplift === null) return [];
  const limit = formatDecimal(PRICE_POLICY.maxUplift);
  return [
    warn(write, problem('CHANGE_SIZE', { before: write.before, after: write.after, currency: cell, uplift, limit })),
  ];
}

function pastVerdicts<Origin>(write: ReadWrite<Origin>, book: PriceBook, today: Day): Verdict<Origin>[] {
  const facts = book.facts(addressOf(write));
  const from = write.from ?? today;
  if (!facts || !isPastDated({ from, today, isPublished: facts.listState === 'PUBLISHED' })) return [];
  return [warn(write, problem('PAST_DATE', { priceList: facts.list, from, today }))];
}

function gapVerdicts<Origin>(write: ReadWrite<Origin>, book: PriceBook): Verdict<Origin>[] {
  const address = addressOf(write);
  const lifecycle = book.facts(address)?.lifecycle;
  const isLive = lifecycle === 'ACTIVE' || lifecycle === 'INCUBATING';
  const priced = [...book.cellsOf(address).values()].flat();
  const [gap] = calendarGaps({ priced, isLive }, write.from ?? '0001-01-01');
  return gap ? [warn(write, problem('CALENDAR_GAP', { offering: address.offering, ...gap }))] : [];
}
