/**
 * The prices of the touched line-ups as they stand after a change set. Every rule looks at them through here: read once, and
 * judged once for a line-up or a row, however many of its cells are written.
 */
import { calendarGaps } from '../../schema/domain/calendar-gap.ts';
import type { Day, Validity } from '../../schema/domain/day.ts';
import { decimal, type Millionths } from '../../schema/domain/decimal.ts';
import type { TierPrices } from '../../schema/domain/tier-order.ts';
import { overlay, type Timeline } from '../../schema/domain/timeline.ts';
import { QUOTE_CELL } from '../records/price-cell.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import type { OfferedPrices, PricedPlaces } from './price.queries.ts';
import { judgeTiers, type TierBreaches } from './tier-breaches.ts';

/** The cells of one row (period and minimum quantity) of an offering on a list. Quotes are spans of amount 0. */
interface PriceRow {
  /** Period and minimum quantity. */
  readonly key: string;
  readonly cells: Map<string, Timeline>;
  /** By the day from which it was looked: the first gap, or null. */
  readonly gaps: Map<Day, Validity | null>;
}

/** An offering on a list. */
interface Offer {
  readonly offering: string;
  readonly rank: number | null;
  readonly lifecycle: string;
  readonly listState: string;
  readonly lineUp: LineUpOnList;
  /** By period and minimum quantity. */
  readonly rows: Map<string, PriceRow>;
}

interface LineUpOnList {
  readonly offers: Offer[];
  /** By row, cell and the day from which it was looked. */
  readonly judged: Map<string, TierBreaches>;
}

/** A write to a price cell, at its place in the book. */
export interface PricedCell<Origin> {
  readonly write: ReadWrite<Origin>;
  readonly market: string;
  readonly offering: string;
  readonly list: string;
  readonly period: string;
  readonly minQuantity: string;
  readonly cell: string;
  readonly isQuote: boolean;
  readonly validity: Validity;
  /** Null where the cell is cleared; 0 for a quote. */
  readonly amount: Millionths | null;
}

export type Place = Pick<PricedCell<unknown>, 'market' | 'offering' | 'list' | 'period' | 'minQuantity' | 'cell'>;

/** Where the natural key of a price stands. */
export function placeOf(key: readonly string[]): Place {
  const [market = '', offering = '', list = '', period = '', minQuantity = '', cell = ''] = key;
  return { market, offering, list, period, minQuantity, cell };
}

/** @throws Error when the amount is no decimal: the cell has been parsed long before. */
export function pricedCell<Origin>(write: ReadWrite<Origin>): PricedCell<Origin> {
  const place = placeOf(write.key);
  const isQuote = place.cell === QUOTE_CELL;
  const validity = { from: write.from ?? '0001-01-01', to: write.validTo ?? null };
  const amount = write.after === null ? null : isQuote ? 0n : decimal(write.after);
  return { ...place, write, isQuote, validity, amount };
}

/** The same with its surroundings, found once, as each rule asks for them. */
export interface PlacedCell<Origin> extends PricedCell<Origin> {
  readonly offer: Offer;
  readonly row: PriceRow;
}

const offerKey = (p: { market: string; offering: string; list: string }): string =>
  `${p.market}/${p.offering}/${p.list}`;

const isSameOffer = (a: Place, b: Place): boolean =>
  a.offering === b.offering && a.list === b.list && a.market === b.market;

/** Where the cells stand, each place once. */
export function placesOf(cells: readonly Place[]): PricedPlaces {
  const starts = cells.filter((cell, i) => i === 0 || !isSameOffer(cells[i - 1] as Place, cell));
  const places = [...new Map(starts.map((c) => [offerKey(c), c])).values()];
  return {
    markets: places.map((p) => p.market),
    offerings: places.map((p) => p.offering),
    lists: places.map((p) => p.list),
  };
}

export class PriceBook<Origin> {
  /** The written cells, in the order of the writes. */
  readonly cells: readonly PlacedCell<Origin>[];
  readonly #offers = new Map<string, Offer>();
  /** Of the cell before: those of one row stand together. */
  #last: { readonly place: Place; readonly offer: Offer } | undefined;

  constructor(stored: readonly OfferedPrices[], writes: readonly PricedCell<Origin>[]) {
    const lineUps = new Map<string, LineUpOnList>();
    for (const offered of stored) {
      const place = `${offered.market}/${offered.lineUp}/${offered.list}`;
      const lineUp = lineUps.get(place) ?? { offers: [], judged: new Map() };
      lineUps.set(place, lineUp);
      this.#add(offered, lineUp);
    }
    this.cells = writes.map((cell) => this.#placed(cell));
    for (const cell of this.cells) write(cell);
  }

  #add(offered: OfferedPrices, lineUp: LineUpOnList): void {
    const { offering, rank, lifecycle, listState } = offered;
    const offer: Offer = { offering, rank, lifecycle, listState, lineUp, rows: new Map() };
    for (const [period, minQuantity, cell, amount, from, to] of offered.prices) {
      const { cells } = rowIn(offer, { period, minQuantity });
      const span = { from, to, amount: amount === null ? 0n : decimal(amount) };
      const known = cells.get(cell);
      cells.set(cell, known ? [...known, span] : [span]);
    }
    lineUp.offers.push(offer);
    this.#offers.set(offerKey(offered), offer);
  }

  #placed(cell: PricedCell<Origin>): PlacedCell<Origin> {
    if (!this.#last || !isSameOffer(this.#last.place, cell)) this.#last = { place: cell, offer: this.#offer(cell) };
    const { offer } = this.#last;
    return { ...cell, offer, row: rowIn(offer, cell) };
  }

  /** An offering that its line-up no longer shows (it is archived) stands for itself. */
  #offer(place: Place): Offer {
    const key = offerKey(place);
    let offer = this.#offers.get(key);
    if (!offer) {
      const unseen = { rank: null, lifecycle: '', listState: '' };
      offer = { ...unseen, offering: place.offering, lineUp: { offers: [], judged: new Map() }, rows: new Map() };
      this.#offers.set(key, offer);
    }
    return offer;
  }
}

function write({ row: { cells }, cell, validity, amount }: PlacedCell<unknown>): void {
  cells.set(cell, overlay(cells.get(cell) ?? [], validity, amount));
}

/** The first time, from the cell's first day on, in which a live offering has no price in the row. */
export function firstGap({
  offer: { lifecycle },
  row: { cells, gaps },
  validity,
}: PlacedCell<unknown>): Validity | null {
  const { from } = validity;
  let gap = gaps.get(from);
  if (gap === undefined) {
    const isLive = lifecycle === 'ACTIVE' || lifecycle === 'INCUBATING';
    gap = (isLive ? calendarGaps({ priced: [...cells.values()].flat(), isLive }, from)[0] : undefined) ?? null;
    gaps.set(from, gap);
  }
  return gap;
}

/** What is wrong among the tiers of the line-up in the cell's currency, period and minimum quantity, from its day on. */
export function tierBreaches({ offer: { lineUp }, row, cell, validity }: PlacedCell<unknown>): TierBreaches {
  const { from } = validity;
  const what = `${row.key}/${cell}/${from}`;
  let judged = lineUp.judged.get(what);
  if (!judged) lineUp.judged.set(what, (judged = judgeTiers(tiersIn(lineUp, { row: row.key, cell }), from)));
  return judged;
}

function rowIn(offer: Offer, { period, minQuantity }: Pick<Place, 'period' | 'minQuantity'>): PriceRow {
  const key = `${period}/${minQuantity}`;
  let row = offer.rows.get(key);
  if (!row) offer.rows.set(key, (row = { key, cells: new Map(), gaps: new Map() }));
  return row;
}

function tiersIn({ offers }: LineUpOnList, { row, cell }: { row: string; cell: string }): TierPrices[] {
  return offers.flatMap(({ offering, rank, rows }) => {
    const timeline = rows.get(row)?.cells.get(cell);
    return rank === null || !timeline?.length ? [] : [{ offering, rank, timeline }];
  });
}
