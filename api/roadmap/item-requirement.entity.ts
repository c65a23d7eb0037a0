import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Reference } from '../model/field.ts';
import { ProductRequirement } from '../requirement/product-requirement.entity.ts';
import { RoadmapItem } from './roadmap-item.entity.ts';

@MarketgridEntity({
  plural: 'itemRequirements',
  description: 'That a roadmap item delivers a product requirement.',
  key: ['market', 'item', 'requirement'],
  link: { owner: 'item', member: 'requirement', field: 'requirements' },
})
export class ItemRequirement extends Row {
  @Reference(() => Market, { description: 'The market of the item.', inverse: 'itemRequirements' })
  market!: Relation<Market>;

  @Reference(() => RoadmapItem, { description: 'What delivers it.', inverse: 'itemRequirements' })
  item!: Relation<RoadmapItem>;

  @Reference(() => ProductRequirement, { description: 'What is delivered.', inverse: 'itemRequirements' })
  requirement!: Relation<ProductRequirement>;
}
