import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text, Whole } from '../model/field.ts';

export const RequirementLayer = choices(
  'RequirementLayer',
  listed(['EXECUTIVE', 'SENIOR_MANAGER', 'USER']),
  "Whose requirement it is in the customer's organisation.",
);
export type RequirementLayer = keyof typeof RequirementLayer;

@MarketgridEntity({
  plural: 'businessRequirements',
  description: "What customers of a market need, in the customers' words.",
  key: ['market', 'code'],
})
export class BusinessRequirement extends CodedRow {
  @Reference(() => Market, { description: 'The market whose customers need it.', inverse: 'businessRequirements' })
  market!: Relation<Market>;

  @Choice(RequirementLayer, { description: 'Who asks for it.' })
  layer!: RequirementLayer;

  @Text({ description: 'What drives it: a law, a cost, a rival.', nullable: true })
  driver!: string | null;

  @Text({ description: 'The requirement, in one sentence.' })
  statement!: string;

  @Whole({ description: '1 (little) to 5 (decisive).', min: 1, max: 5 })
  strategicValue!: number;
}
