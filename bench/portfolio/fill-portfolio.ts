/**
 * Fills a migrated, empty database with a portfolio that is the same in every run: no chance, no clock, ids included.
 * Constraints, triggers and policies stay as the migrations made them.
 */
import type pg from 'pg';
import * as budget from './budget.queries.ts';
import * as ground from './ground.queries.ts';
import * as market from './market.queries.ts';
import * as offer from './offer.queries.ts';
import * as price from './price.queries.ts';
import * as roadmap from './roadmap.queries.ts';
import { type PortfolioSize, type Shape, shapeOf } from './size.ts';

/** The demo's users, but that each sees every market: what a measurement compares must not differ by what is seen. */
export const PORTFOLIO_USERS = [
  ['viewer', 'VIEWER'],
  ['pricing', 'PRICING'],
  ['finance', 'FINANCE'],
  ['product', 'PRODUCT'],
  ['approver', 'APPROVER'],
  ['admin', 'ADMIN'],
] as const;

type Step = readonly [what: string, ...statements: string[]];

const steps = (shape: Shape): readonly Step[] => [
  ['markets', market.markets(shape), market.segments(shape), market.SEGMENT_CRITERIA],
  ['problems', market.problems(shape), market.segmentProblems(shape)],
  ['products', offer.SUITES, offer.productLines(shape), offer.products(shape)],
  ['offerings', offer.lineUps(shape), offer.offerings(shape), offer.offeringSegments(shape), offer.solutions(shape)],
  [
    'requirements',
    market.businessRequirements(shape),
    market.productRequirements(shape),
    market.requirementLinks(shape),
  ],
  ['roadmap', roadmap.PEOPLE, roadmap.roadmapItems(shape), roadmap.itemRequirements(shape)],
  ['dependencies', roadmap.itemDependencies(shape)],
  ['periods', budget.YEARS, budget.QUARTERS, budget.MONTHS],
  ['allocations', budget.PLAN, budget.allocations(shape), budget.ENVELOPES],
  ['price lists', price.PRICE_LISTS],
  ...priceSteps(shape),
];

/** In the order in which a portfolio's history comes about: year by year. */
function priceSteps(shape: Shape): Step[] {
  const markets = Array.from({ length: shape.markets }, (_, market) => market);
  return price.VERSIONS.flatMap((version) =>
    markets.map((market): Step => {
      const part = { shape, market, version };
      return [`prices from ${version.from}, market ${market}`, price.amounts(part), price.quotes(part)];
    }),
  );
}

/**
 * All of it in one transaction, then VACUUM and ANALYZE.
 * @param owner a client of the role that owns the tables, a superuser: policies hold for any other owner, too
 * @param progress hears what comes next
 */
export async function fillPortfolio(
  owner: pg.ClientBase,
  size: PortfolioSize,
  progress: (what: string) => void = () => undefined,
): Promise<void> {
  const shape = shapeOf(size);
  await owner.query('BEGIN; SET LOCAL search_path = public; SET LOCAL synchronous_commit = off');
  try {
    await owner.query(ground.IDS);
    await owner.query(ground.REVISION);
    for (const [what, ...statements] of steps(shape)) {
      progress(what);
      for (const sql of statements) await owner.query(sql);
    }
    await admitUsers(owner);
    await owner.query(ground.CHANGE_SET);
    progress('constraints');
    await owner.query('COMMIT');
  } catch (error) {
    await owner.query('ROLLBACK');
    throw error;
  }
  progress('statistics');
  await owner.query('DROP FUNCTION pg_temp.id');
  await owner.query('VACUUM ANALYZE');
}

async function admitUsers(owner: pg.ClientBase): Promise<void> {
  for (const [subject, role] of PORTFOLIO_USERS) {
    await owner.query('SELECT mg.admit($1, $2, $3, ARRAY(SELECT code FROM market))', [
      subject,
      `Bench ${subject}`,
      [role],
    ]);
  }
}
