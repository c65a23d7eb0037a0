import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { CodedRow, MarketgridEntity } from '../model/entity.ts';
import { Choice, Decimal, Reference } from '../model/field.ts';
import { BudgetFunction } from './budget-function.ts';
import { BudgetPlan } from './budget-plan.entity.ts';
import { FiscalPeriod } from './fiscal-period.entity.ts';

@MarketgridEntity({
  plural: 'envelopes',
  description: 'A cap over the allocations of a plan that fall under it; a dimension left out means all of it.',
  key: ['code'],
})
export class Envelope extends CodedRow {
  @Reference(() => BudgetPlan, { description: 'The plan that it caps.', inverse: 'envelopes' })
  plan!: Relation<BudgetPlan>;

  @Reference(() => Market, { description: 'Only this market.', inverse: 'envelopes', nullable: true })
  market!: Relation<Market> | null;

  @Choice(BudgetFunction, { description: 'Only this function.', nullable: true })
  function!: BudgetFunction | null;

  @Reference(() => FiscalPeriod, {
    description: 'Only this period and the periods within it.',
    inverse: 'envelopes',
    nullable: true,
  })
  period!: Relation<FiscalPeriod> | null;

  @Decimal({ description: "The most that may be allocated, in the plan's currency.", min: 0 })
  cap!: string;
}
