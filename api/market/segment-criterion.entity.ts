import type { Relation } from 'typeorm';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text } from '../model/field.ts';
import { Market } from './market.entity.ts';
import { Segment } from './segment.entity.ts';

export const CriterionOperator = choices(
  'CriterionOperator',
  listed(['EQ', 'NE', 'LT', 'LE', 'GT', 'GE', 'IN']),
  'How a criterion compares: equal, not equal, less, at most, greater, at least, one of (separated by `;`).',
);
export type CriterionOperator = keyof typeof CriterionOperator;

@MarketgridEntity({
  plural: 'segmentCriteria',
  description: 'What makes a customer belong to a segment: all criteria of a segment together.',
  key: ['market', 'segment', 'attribute', 'operator', 'value'],
})
export class SegmentCriterion extends Row {
  @Reference(() => Market, { description: 'The market of the segment.', inverse: 'segmentCriteria' })
  market!: Relation<Market>;

  @Reference(() => Segment, { description: 'The segment that it delimits.', inverse: 'criteria' })
  segment!: Relation<Segment>;

  @Text({ description: 'What is compared: `employees`, `industry`.', maxLength: 64 })
  attribute!: string;

  @Choice(CriterionOperator, { description: 'How it is compared.' })
  operator!: CriterionOperator;

  @Text({ description: 'With what it is compared.', maxLength: 255 })
  value!: string;
}
