import type { Relation } from 'typeorm';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Reference, Whole } from '../model/field.ts';
import { Market } from './market.entity.ts';
import { Problem } from './problem.entity.ts';
import { Segment } from './segment.entity.ts';

@MarketgridEntity({
  plural: 'segmentProblems',
  description: 'That a segment has a problem, how much it matters there, and how many offers a buyer can weigh.',
  key: ['market', 'segment', 'problem'],
})
export class SegmentProblem extends Row {
  @Reference(() => Market, { description: 'The market of both.', inverse: 'segmentProblems' })
  market!: Relation<Market>;

  @Reference(() => Segment, { description: 'Who has the problem.', inverse: 'segmentProblems' })
  segment!: Relation<Segment>;

  @Reference(() => Problem, { description: 'What the problem is.', inverse: 'segmentProblems' })
  problem!: Relation<Problem>;

  @Whole({ description: '0 (none) to 5 (decides the purchase).', min: 0, max: 5 })
  importance!: number;

  @Whole({ description: 'With more offers than these the segment is confused.', min: 1, max: 100, initial: '3' })
  maxChoices!: number;
}
