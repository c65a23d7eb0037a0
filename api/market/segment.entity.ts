import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Reference, Text } from '../model/field.ts';
import { Market } from './market.entity.ts';

@MarketgridEntity({
  plural: 'segments',
  description: 'A group of customers within a market that buys alike.',
  key: ['market', 'code'],
})
export class Segment extends CodedRow {
  @Reference(() => Market, { description: 'The market that it divides.', inverse: 'segments' })
  market!: Relation<Market>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;
}
