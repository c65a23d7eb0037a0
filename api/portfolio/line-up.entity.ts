import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { Problem } from '../market/problem.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Reference, Text } from '../model/field.ts';
import { ProductLine } from './product-line.entity.ts';

@MarketgridEntity({
  plural: 'lineUps',
  description: 'The offerings of one product line for one problem: good, better, best.',
  key: ['market', 'code'],
})
export class LineUp extends CodedRow {
  @Reference(() => Market, { description: 'The market of the problem.', inverse: 'lineUps' })
  market!: Relation<Market>;

  @Reference(() => Problem, { description: 'The problem that it solves.', inverse: 'lineUps' })
  problem!: Relation<Problem>;

  @Reference(() => ProductLine, { description: 'The line that solves it.', inverse: 'lineUps' })
  line!: Relation<ProductLine>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;
}
