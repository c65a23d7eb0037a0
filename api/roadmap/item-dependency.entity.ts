import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Reference } from '../model/field.ts';
import { RoadmapItem } from './roadmap-item.entity.ts';

@MarketgridEntity({
  plural: 'itemDependencies',
  description: 'That a roadmap item needs another of the same market first; never in a circle.',
  key: ['market', 'item', 'dependsOn'],
  link: { owner: 'item', member: 'dependsOn', field: 'dependsOn' },
})
export class ItemDependency extends Row {
  @Reference(() => Market, { description: 'The market of both.', inverse: 'itemDependencies' })
  market!: Relation<Market>;

  @Reference(() => RoadmapItem, { description: 'What waits.', inverse: 'dependencies' })
  item!: Relation<RoadmapItem>;

  @Reference(() => RoadmapItem, { description: 'What it waits for.', inverse: 'dependents' })
  dependsOn!: Relation<RoadmapItem>;
}
