import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Choice, Decimal, Flag, Reference } from '../model/field.ts';
import { ProductLine } from '../portfolio/product-line.entity.ts';
import { BudgetFunction } from './budget-function.ts';
import { BudgetPlan } from './budget-plan.entity.ts';
import { FiscalPeriod } from './fiscal-period.entity.ts';

@MarketgridEntity({
  plural: 'allocations',
  description: 'What a plan gives to a function for a product line in a market, in one period.',
  // The plan comes first, before the market: an allocation is found within its plan.
  key: ['plan', 'market', 'line', 'function', 'period'],
})
export class Allocation extends Row {
  @Reference(() => BudgetPlan, { description: 'The plan that it is part of.', inverse: 'allocations' })
  plan!: Relation<BudgetPlan>;

  @Reference(() => Market, { description: 'The market that it is spent for.', inverse: 'allocations' })
  market!: Relation<Market>;

  @Reference(() => ProductLine, { description: 'The line that it is spent for.', inverse: 'allocations' })
  line!: Relation<ProductLine>;

  @Choice(BudgetFunction, { description: 'Who spends it.' })
  function!: BudgetFunction;

  @Reference(() => FiscalPeriod, { description: 'When it is spent; a leaf period.', inverse: 'allocations' })
  period!: Relation<FiscalPeriod>;

  @Decimal({ description: "In the plan's currency; none: not planned yet.", nullable: true, min: 0 })
  amount!: string | null;

  @Flag({ description: 'Held: sharing out an amount leaves it as it is.', initial: 'false' })
  hold!: boolean;
}
