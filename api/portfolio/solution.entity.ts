import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text } from '../model/field.ts';

export const SolutionState = choices(
  'SolutionState',
  listed(['IDEA', 'PROPOSED', 'COMMITTED', 'RELEASED', 'DROPPED']),
  'How far a solution has come.',
);
export type SolutionState = keyof typeof SolutionState;

@MarketgridEntity({
  plural: 'solutions',
  description: 'What several products together do for a market; roadmap items build it.',
  key: ['market', 'code'],
})
export class Solution extends CodedRow {
  @Reference(() => Market, { description: 'The market that it is for.', inverse: 'solutions' })
  market!: Relation<Market>;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Choice(SolutionState, { description: 'How far it has come.' })
  state!: SolutionState;

  @Text({ description: 'What it is worth to the market.', nullable: true })
  valueStatement!: string | null;
}
