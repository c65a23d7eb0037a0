/**
 * The one list of entity classes: loading it fills the registry. The order is that of writing: what is referred to comes
 * before what refers to it.
 */
import { MarketGrant } from './access/market-grant.entity.ts';
import { User } from './access/user.entity.ts';
import { Allocation } from './budget/allocation.entity.ts';
import { BudgetPlan } from './budget/budget-plan.entity.ts';
import { Envelope } from './budget/envelope.entity.ts';
import { FiscalPeriod } from './budget/fiscal-period.entity.ts';
import { ChangeSet } from './changes/change-set.entity.ts';
import { Change } from './changes/change.entity.ts';
import { Market } from './market/market.entity.ts';
import { Problem } from './market/problem.entity.ts';
import { SegmentCriterion } from './market/segment-criterion.entity.ts';
import { SegmentProblem } from './market/segment-problem.entity.ts';
import { Segment } from './market/segment.entity.ts';
import { Person } from './organisation/person.entity.ts';
import { LineUp } from './portfolio/line-up.entity.ts';
import { OfferingSegment } from './portfolio/offering-segment.entity.ts';
import { Offering } from './portfolio/offering.entity.ts';
import { ProductLine } from './portfolio/product-line.entity.ts';
import { ProductSuite } from './portfolio/product-suite.entity.ts';
import { Product } from './portfolio/product.entity.ts';
import { Solution } from './portfolio/solution.entity.ts';
import { Currency } from './pricing/currency.entity.ts';
import { PriceList } from './pricing/price-list.entity.ts';
import { Price } from './pricing/price.entity.ts';
import { BusinessRequirement } from './requirement/business-requirement.entity.ts';
import { ProductRequirement } from './requirement/product-requirement.entity.ts';
import { RequirementLink } from './requirement/requirement-link.entity.ts';
import { ItemDependency } from './roadmap/item-dependency.entity.ts';
import { ItemRequirement } from './roadmap/item-requirement.entity.ts';
import { RoadmapItem } from './roadmap/roadmap-item.entity.ts';
import type { EntityClass } from './model/registry.ts';

/** Entities with `@MarketgridEntity`, parents first. */
export const MODEL: readonly EntityClass[] = [
  Currency,
  Person,
  Market,
  Segment,
  SegmentCriterion,
  Problem,
  SegmentProblem,
  ProductSuite,
  ProductLine,
  Product,
  LineUp,
  Offering,
  OfferingSegment,
  Solution,
  BusinessRequirement,
  ProductRequirement,
  RequirementLink,
  PriceList,
  Price,
  FiscalPeriod,
  BudgetPlan,
  Envelope,
  Allocation,
  RoadmapItem,
  ItemRequirement,
  ItemDependency,
  User,
  MarketGrant,
];

/** Known to TypeORM only. */
export const AUDIT: readonly EntityClass[] = [ChangeSet, Change];

/** For TypeORM's data source. */
export const ENTITIES: readonly EntityClass[] = [...MODEL, ...AUDIT];
