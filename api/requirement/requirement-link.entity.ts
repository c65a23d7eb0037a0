import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Decimal, Reference } from '../model/field.ts';
import { BusinessRequirement } from './business-requirement.entity.ts';
import { ProductRequirement } from './product-requirement.entity.ts';

@MarketgridEntity({
  plural: 'requirementLinks',
  description: 'That a product requirement serves a business requirement, and with what weight.',
  key: ['market', 'businessRequirement', 'productRequirement'],
})
export class RequirementLink extends Row {
  @Reference(() => Market, { description: 'The market of the business requirement.', inverse: 'requirementLinks' })
  market!: Relation<Market>;

  @Reference(() => BusinessRequirement, { description: 'What is served.', inverse: 'requirementLinks' })
  businessRequirement!: Relation<BusinessRequirement>;

  @Reference(() => ProductRequirement, { description: 'What serves it.', inverse: 'requirementLinks' })
  productRequirement!: Relation<ProductRequirement>;

  @Decimal({ description: 'Share in serving it, relative to its other links.', min: 0, initial: '1' })
  weight!: string;
}
