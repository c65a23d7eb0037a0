import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Choice, choices, Day, Decimal, GeneratedText, listed, Reference, Text, Whole } from '../model/field.ts';
import { Offering } from '../portfolio/offering.entity.ts';
import { Currency } from './currency.entity.ts';
import { PriceList } from './price-list.entity.ts';

export const BillingPeriod = choices(
  'BillingPeriod',
  listed(['ONE_TIME', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'RETURN', 'USE']),
  'What one payment covers: a time, one (tax) return, one use, or everything at once.',
);
export type BillingPeriod = keyof typeof BillingPeriod;

export const PriceKind = choices(
  'PriceKind',
  listed(['LIST', 'QUOTE']),
  'An amount, or a text such as "contact sales".',
);
export type PriceKind = keyof typeof PriceKind;

/**
 * The row holds copies of what its CHECKs and its cell need of its currency and list; see the pricing migration.
 */
@MarketgridEntity({
  plural: 'prices',
  description: 'The price of an offering on a list, in force from a day until a day.',
  key: ['market', 'offering', 'priceList', 'billingPeriod', 'minQuantity', 'cell'],
  kept: 'timeline',
})
export class Price extends Row {
  @Reference(() => Market, { description: 'The market of the offering.', inverse: 'prices' })
  market!: Relation<Market>;

  @Reference(() => Offering, { description: 'What is priced.', inverse: 'prices' })
  offering!: Relation<Offering>;

  @Reference(() => PriceList, {
    description: 'The list that it stands on.',
    inverse: 'prices',
    copies: { list_decimals: 'list_decimals', list_market_id: 'list_market_id' },
  })
  priceList!: Relation<PriceList>;

  @Choice(BillingPeriod, { description: 'What one payment covers.' })
  billingPeriod!: BillingPeriod;

  @Whole({ description: 'The quantity from which it holds.', min: 1, max: 1_000_000_000, initial: '1' })
  minQuantity!: number;

  @Reference(() => Currency, {
    description: 'LIST only.',
    inverse: 'prices',
    nullable: true,
    copies: { currency_code: 'code', minor_unit: 'minor_unit' },
  })
  currency!: Relation<Currency> | null;

  @Choice(PriceKind, { description: 'An amount or a text.' })
  kind!: PriceKind;

  @Decimal({ description: 'LIST only, in major units; 0 is free.', nullable: true, min: 0 })
  amount!: string | null;

  @Text({ description: 'QUOTE only: what is said instead of an amount.', nullable: true })
  text!: string | null;

  @Text({ description: 'What the quantity counts: user, seat.', maxLength: 64, nullable: true })
  metric!: string | null;

  @Day({ description: 'The first day on which it holds.' })
  validFrom!: string;

  @Day({ description: 'The first day on which it holds no more; none: open.', nullable: true })
  validTo!: string | null;

  @GeneratedText({
    description: "Which cell of its row it fills: the currency's code, or `quote`.",
    as: "coalesce(currency_code, 'quote')",
    maxLength: 64,
  })
  cell!: string;
}
