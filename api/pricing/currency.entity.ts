import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Text, Whole } from '../model/field.ts';

@MarketgridEntity({
  plural: 'currencies',
  description: 'A currency of ISO 4217; the code is its alphabetic code.',
  key: ['code'],
})
export class Currency extends CodedRow {
  @Text({ description: 'Name in ISO 4217.', maxLength: 255 })
  name!: string;

  @Whole({ description: 'Digits after the point in its amounts: 2 for USD, 0 for JPY, 3 for KWD.', min: 0, max: 4 })
  minorUnit!: number;
}
