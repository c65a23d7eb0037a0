import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, Decimal, listed, Reference, Text, Whole } from '../model/field.ts';
import { Product } from '../portfolio/product.entity.ts';

export const RequirementKind = choices(
  'RequirementKind',
  listed(['FUNCTION', 'SERVICE', 'PERFORMANCE', 'COMPLIANCE', 'INTEGRATION']),
  'What a product requirement is about.',
);
export type RequirementKind = keyof typeof RequirementKind;

@MarketgridEntity({
  plural: 'productRequirements',
  description: 'What a product must do to meet business requirements of whatever markets.',
  key: ['code'],
})
export class ProductRequirement extends CodedRow {
  @Reference(() => Product, { description: 'The product that must do it.', inverse: 'requirements' })
  product!: Relation<Product>;

  @Choice(RequirementKind, { description: 'What it is about.' })
  kind!: RequirementKind;

  @Text({ description: 'The requirement, in one sentence.' })
  statement!: string;

  @Whole({ description: '1 (first) to 5 (last).', min: 1, max: 5 })
  priority!: number;

  @Decimal({ description: 'Estimated effort in person-days.', nullable: true, min: 0 })
  effort!: string | null;
}
