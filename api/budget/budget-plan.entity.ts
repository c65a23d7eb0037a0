import type { Relation } from 'typeorm';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text } from '../model/field.ts';
import { Currency } from '../pricing/currency.entity.ts';
import { FiscalPeriod } from './fiscal-period.entity.ts';

export const PlanKind = choices(
  'PlanKind',
  listed(['BUDGET', 'REFORECAST', 'SCENARIO']),
  'The budget itself, a later view of it, or a what-if.',
);
export type PlanKind = keyof typeof PlanKind;

export const PlanState = choices(
  'PlanState',
  listed(['DRAFT', 'SUBMITTED', 'APPROVED', 'LOCKED']),
  'How far a plan has come; a locked one no longer changes.',
);
export type PlanState = keyof typeof PlanState;

@MarketgridEntity({
  plural: 'budgetPlans',
  description: 'A set of allocations that is planned and approved together.',
  key: ['code'],
})
export class BudgetPlan extends CodedRow {
  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @Choice(PlanKind, { description: 'What it is.' })
  kind!: PlanKind;

  @Reference(() => BudgetPlan, { description: 'The plan that it departs from.', inverse: 'derived', nullable: true })
  base!: Relation<BudgetPlan> | null;

  @Reference(() => Currency, { description: 'Of all its amounts.', inverse: 'budgetPlans' })
  currency!: Relation<Currency>;

  @Choice(PlanState, { description: 'How far it has come.' })
  state!: PlanState;

  @Reference(() => FiscalPeriod, {
    description: 'Its horizon; allocations are made for the leaf periods under it.',
    inverse: 'budgetPlans',
    nullable: true,
  })
  period!: Relation<FiscalPeriod> | null;
}
