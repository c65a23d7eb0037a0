import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text, Whole } from '../model/field.ts';
import { Lifecycle } from './lifecycle.ts';
import { LineUp } from './line-up.entity.ts';
import { ProductLine } from './product-line.entity.ts';
import { Product } from './product.entity.ts';

export const OfferingKind = choices(
  'OfferingKind',
  listed(['TIER', 'ADD_ON']),
  'A tier is one of good, better, best; an add-on is bought beside a tier.',
);
export type OfferingKind = keyof typeof OfferingKind;

@MarketgridEntity({
  plural: 'offerings',
  description: 'What a customer can buy: a tier of a line-up, or an add-on to it.',
  key: ['market', 'code'],
})
export class Offering extends CodedRow {
  @Reference(() => Market, { description: 'The market that it is sold in.', inverse: 'offerings' })
  market!: Relation<Market>;

  @Reference(() => LineUp, { description: 'The line-up that it stands in.', inverse: 'offerings' })
  lineUp!: Relation<LineUp>;

  @Reference(() => Product, { description: 'What is sold; of the same line as the line-up.', inverse: 'offerings' })
  product!: Relation<Product>;

  @Reference(() => ProductLine, {
    description: "The line-up's line, kept here so that the database can hold product and line-up together.",
    inverse: 'offerings',
    inherits: 'lineUp',
  })
  line!: Relation<ProductLine>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Choice(OfferingKind, { description: 'Tier or add-on.' })
  kind!: OfferingKind;

  @Whole({ description: 'Tiers only: 1 is the smallest.', min: 1, max: 100, nullable: true })
  tierRank!: number | null;

  @Text({ description: 'How the tier is called: good, better, best.', maxLength: 64, nullable: true })
  tierName!: string | null;

  @Text({ description: 'How it is delivered: cloud, on premises, service.', maxLength: 255, nullable: true })
  delivery!: string | null;

  @Choice(Lifecycle, { description: 'Where it stands.' })
  lifecycle!: Lifecycle;
}
