import type { Relation } from 'typeorm';
import { INVESTMENTS, ITEM_STATES, ORIGINS } from '../../schema/matrix/roadmap.matrix.ts';
import { Market } from '../market/market.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, Day, listed, Reference, Text, Whole } from '../model/field.ts';
import { Person } from '../organisation/person.entity.ts';
import { Product } from '../portfolio/product.entity.ts';
import { Solution } from '../portfolio/solution.entity.ts';

export const Investment = choices('Investment', listed(INVESTMENTS), 'Whether an item improves or opens something.');
export type Investment = keyof typeof Investment;

export const Origin = choices('Origin', listed(ORIGINS), 'Whether an item leads the market or answers it.');
export type Origin = keyof typeof Origin;

export const ItemState = choices('ItemState', listed(ITEM_STATES), 'How far a roadmap item has come.');
export type ItemState = keyof typeof ItemState;

@MarketgridEntity({
  plural: 'roadmapItems',
  description: 'Something that a product will get for a market, with its dates and owner.',
  key: ['market', 'code'],
})
export class RoadmapItem extends CodedRow {
  @Reference(() => Market, { description: 'The market that it is for.', inverse: 'roadmapItems' })
  market!: Relation<Market>;

  @Text({ description: 'What it is, in a line.', maxLength: 255 })
  title!: string;

  @Reference(() => Product, { description: 'The product that gets it.', inverse: 'roadmapItems' })
  product!: Relation<Product>;

  @Reference(() => Solution, { description: 'The solution it builds.', inverse: 'roadmapItems', nullable: true })
  solution!: Relation<Solution> | null;

  @Choice(Investment, { description: 'What kind of investment it is.', initial: 'INCREMENTAL' })
  investment!: Investment;

  @Choice(Origin, { description: 'Where it comes from.', initial: 'PROACTIVE' })
  origin!: Origin;

  @Choice(ItemState, { description: 'How far it has come.', initial: 'IDEA' })
  state!: ItemState;

  @Reference(() => Person, { description: 'Who answers for it.', inverse: 'roadmapItems', nullable: true })
  owner!: Relation<Person> | null;

  @Day({ description: 'Planned start.', nullable: true })
  startsOn!: string | null;

  @Day({ description: 'Planned end, its last day.', nullable: true })
  endsOn!: string | null;

  @Day({ description: 'Start as first committed.', nullable: true })
  baselineStartsOn!: string | null;

  @Day({ description: 'End as first committed.', nullable: true })
  baselineEndsOn!: string | null;

  @Whole({ description: 'Confidence in the end date, in percent.', min: 0, max: 100, nullable: true })
  confidence!: number | null;

  @Text({ description: 'Why it slipped.', nullable: true })
  slipReason!: string | null;
}
