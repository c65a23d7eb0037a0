import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, Reference, Text } from '../model/field.ts';
import { Lifecycle } from './lifecycle.ts';
import { ProductLine } from './product-line.entity.ts';

@MarketgridEntity({
  plural: 'products',
  description: 'What is built; offerings bring it to a market.',
  key: ['code'],
})
export class Product extends CodedRow {
  @Reference(() => ProductLine, { description: 'The line that builds it.', inverse: 'products' })
  line!: Relation<ProductLine>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Choice(Lifecycle, { description: 'Where it stands.' })
  lifecycle!: Lifecycle;
}
