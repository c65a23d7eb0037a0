import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Reference, Text } from '../model/field.ts';
import { Market } from './market.entity.ts';

@MarketgridEntity({
  plural: 'problems',
  description: 'A problem that customers of a market have and pay to have solved.',
  key: ['market', 'code'],
})
export class Problem extends CodedRow {
  @Reference(() => Market, { description: 'The market that has the problem.', inverse: 'problems' })
  market!: Relation<Market>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;
}
