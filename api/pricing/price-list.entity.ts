import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { Segment } from '../market/segment.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text, Whole } from '../model/field.ts';

export const PriceListState = choices(
  'PriceListState',
  listed(['DRAFT', 'PUBLISHED', 'CLOSED']),
  'Whether customers see a price list.',
);
export type PriceListState = keyof typeof PriceListState;

@MarketgridEntity({
  plural: 'priceLists',
  description: 'Prices that are quoted together: of one market, of one segment of it, or of all.',
  key: ['code'],
})
export class PriceList extends CodedRow {
  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Reference(() => Market, {
    description: 'The only market whose offerings it prices; none: any.',
    inverse: 'priceLists',
    nullable: true,
  })
  market!: Relation<Market> | null;

  @Reference(() => Segment, {
    description: 'The only segment that it is quoted to, of its market.',
    inverse: 'priceLists',
    nullable: true,
  })
  segment!: Relation<Segment> | null;

  @Text({ description: 'Where it is quoted.', maxLength: 255, nullable: true })
  region!: string | null;

  @Choice(PriceListState, { description: 'Whether customers see it.' })
  state!: PriceListState;

  @Whole({
    description: "Digits after the point in its amounts; none: each currency's own.",
    min: 0,
    max: 6,
    nullable: true,
  })
  decimals!: number | null;
}
