import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Reference, Text } from '../model/field.ts';

@MarketgridEntity({
  plural: 'markets',
  description: 'A market, the root of everything: segments, problems and line-ups are found from it.',
  key: ['code'],
})
export class Market extends CodedRow {
  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Text({ description: 'What shall be true of this market one day, in a sentence.', nullable: true })
  vision!: string | null;

  @Reference(() => Market, { description: 'The market of which this is a part.', inverse: 'children', nullable: true })
  parent!: Relation<Market> | null;
}
