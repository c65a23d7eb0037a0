import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Day, Flag, Reference, Text } from '../model/field.ts';

@MarketgridEntity({
  plural: 'fiscalPeriods',
  description: 'A fiscal year, quarter or month; the parts of one period do not overlap.',
  key: ['code'],
})
export class FiscalPeriod extends CodedRow {
  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Day({ description: 'Its first day.' })
  validFrom!: string;

  @Day({ description: 'The first day after it.' })
  validTo!: string;

  @Reference(() => FiscalPeriod, { description: 'What it is a part of.', inverse: 'children', nullable: true })
  parent!: Relation<FiscalPeriod> | null;

  @Flag({ description: 'Closed: its amounts no longer change.', initial: 'false' })
  locked!: boolean;
}
