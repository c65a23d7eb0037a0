import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text } from '../model/field.ts';
import { ProductSuite } from './product-suite.entity.ts';

export const Posture = choices(
  'Posture',
  listed(['HIGH_MAINTENANCE', 'HIGH_GROWTH', 'BALANCED']),
  'How a line is run: for its installed base, for growth, or both.',
);
export type Posture = keyof typeof Posture;

@MarketgridEntity({
  plural: 'productLines',
  description: 'Products that are built, budgeted and run together.',
  key: ['code'],
})
export class ProductLine extends CodedRow {
  @Reference(() => ProductSuite, { description: 'The suite that it belongs to.', inverse: 'lines' })
  suite!: Relation<ProductSuite>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Choice(Posture, { description: 'How it is run.' })
  posture!: Posture;
}
