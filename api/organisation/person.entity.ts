import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Text } from '../model/field.ts';

@MarketgridEntity({
  plural: 'people',
  description: 'Someone who is responsible for something; not necessarily a user.',
  key: ['code'],
})
export class Person extends CodedRow {
  @Text({ description: 'Full name.', maxLength: 255 })
  name!: string;

  @Text({ description: 'Title or position.', maxLength: 255, nullable: true })
  title!: string | null;
}
