import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Day, Text } from '../model/field.ts';

@MarketgridEntity({
  plural: 'productSuites',
  description: 'A family of product lines under one brand, home-grown or acquired.',
  key: ['code'],
})
export class ProductSuite extends CodedRow {
  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Text({ description: 'The company that it came from.', maxLength: 255, nullable: true })
  acquiredFrom!: string | null;

  @Day({ description: 'The day it was acquired.', nullable: true })
  acquiredOn!: string | null;
}
