/** A vendor's price pages, framed, as rows of the portfolio; the mapping of design 9, "Real input". */
import { formatDecimal, parseDecimal } from '../../../schema/domain/decimal.ts';
import type { SourcedRow, SourceLine } from '../sourced-row.ts';
import type { Codes } from './codes.ts';
import type { FrameRow } from './frame.ts';
import type { Plan, Snapshot } from './snapshot.ts';
import { readUnit } from './unit.ts';

export interface PriceBook {
  readonly vendor: string;
  readonly frame: FrameRow;
  /** Oldest first, each of another day, at least one. */
  readonly snapshots: readonly Snapshot[];
}

/** The newest snapshot that holds a plan, and where the plan stands there. */
interface Tier {
  readonly plan: Plan;
  readonly snapshot: Snapshot;
  /** From 1. Never inferred from the price: a page sorts its tiers itself. */
  readonly rank: number;
}

/** One suite, line, product, line-up and price list for each vendor; an offering for each plan key. */
export function portfolioRows(book: PriceBook, codes: Codes): SourcedRow[] {
  const { vendor, frame, snapshots } = book;
  const newest = snapshots.at(-1);
  if (!newest) return [];
  const code = codes.of(vendor);
  const at = frame.origin;
  return [
    sourced('ProductSuite', at, { code, name: frame.suite, acquiredOn: frame.acquiredOn }),
    sourced('ProductLine', at, { code, suite: code, name: frame.line, posture: frame.posture }),
    sourced('Product', placeIn(newest, newest.saasName.line), {
      code,
      line: code,
      name: newest.saasName.text,
      lifecycle: 'ACTIVE',
    }),
    sourced('LineUp', at, { code, problem: frame.problem, line: code, name: frame.line }),
    sourced('PriceList', at, { code, name: frame.suite, state: 'PUBLISHED' }),
    ...[...tiersOf(snapshots).values()].flatMap((tier) => offeringRows(book, tier, codes)),
    ...versionsOf(snapshots).map((version) => priceRow(book, version, codes)),
  ];
}

/** By plan key; a later snapshot replaces an earlier one's position. */
function tiersOf(snapshots: readonly Snapshot[]): Map<string, Tier> {
  const tiers = new Map<string, Tier>();
  for (const snapshot of snapshots) {
    for (const [i, plan] of snapshot.plans.entries()) tiers.set(plan.key, { plan, snapshot, rank: i + 1 });
  }
  return tiers;
}

function offeringRows(
  { vendor, frame, snapshots }: PriceBook,
  { plan, snapshot, rank }: Tier,
  codes: Codes,
): SourcedRow[] {
  const code = codes.of(vendor, plan.key);
  const parent = codes.of(vendor);
  const offering = sourced('Offering', placeIn(snapshot, plan.line), {
    code,
    lineUp: parent,
    product: parent,
    name: plan.key,
    kind: 'TIER',
    tierRank: String(rank),
    tierName: plan.key,
    lifecycle: snapshot === snapshots.at(-1) ? 'ACTIVE' : 'RETIRED',
  });
  const segments = frame.segments.map((segment) =>
    sourced('OfferingSegment', frame.origin, { offering: code, segment }),
  );
  return [offering, ...segments];
}

interface Version {
  /** Where it begins. */
  readonly snapshot: Snapshot;
  readonly plan: Plan;
  /** The snapshot that ends it; none: open. */
  next: Snapshot | undefined;
}

/**
 * Neighbouring snapshots that say the same price, currency and unit of a plan are one version. A snapshot without the plan
 * ends its price, and its return begins a version, also at the old amount.
 */
function versionsOf(snapshots: readonly Snapshot[]): Version[] {
  const versions: Version[] = [];
  let open = new Map<string, Version>();
  for (const [i, snapshot] of snapshots.entries()) {
    const still = new Map<string, Version>();
    for (const plan of snapshot.plans) {
      const last = open.get(plan.key);
      const version = last && saysTheSame(last, { snapshot, plan }) ? last : { snapshot, plan, next: undefined };
      if (version !== last) versions.push(version);
      version.next = snapshots[i + 1];
      still.set(plan.key, version);
    }
    open = still;
  }
  return versions;
}

type Page = Pick<Version, 'snapshot' | 'plan'>;

const saysTheSame = (a: Page, b: Page): boolean =>
  a.plan.price.kind === b.plan.price.kind &&
  canonical(a.plan.price) === canonical(b.plan.price) &&
  a.snapshot.currency.text === b.snapshot.currency.text &&
  a.plan.unit?.text === b.plan.unit?.text;

/** `5.50` and `5.5` are one amount. What cannot be read is compared as it stands, and faulted later. */
function canonical({ kind, text }: Plan['price']): string {
  const parsed = parseDecimal(text);
  return kind === 'LIST' && parsed.ok ? formatDecimal(parsed.value) : text;
}

function priceRow({ vendor }: PriceBook, { snapshot, plan, next }: Version, codes: Codes): SourcedRow {
  const { metric, billingPeriod } = readUnit(plan.unit?.text ?? null);
  const isAmount = plan.price.kind === 'LIST';
  const values = {
    offering: codes.of(vendor, plan.key),
    priceList: codes.of(vendor),
    billingPeriod,
    currency: isAmount ? snapshot.currency.text : '',
    kind: plan.price.kind,
    amount: isAmount ? plan.price.text : '',
    text: isAmount ? '' : plan.price.text,
    metric: metric ?? '',
    validFrom: snapshot.createdAt.text,
    validTo: next?.createdAt.text ?? '',
  };
  const lines = new Map([
    ['amount', plan.price.line],
    ['text', plan.price.line],
    ['currency', snapshot.currency.line],
    ['validFrom', snapshot.createdAt.line],
    ['metric', plan.unit?.line ?? plan.line],
  ]);
  return { ...sourced('Price', placeIn(snapshot, plan.line), values), lines };
}

const sourced = (entity: string, origin: SourceLine, values: Record<string, string>): SourcedRow => ({
  entity,
  values: new Map(Object.entries(values)),
  origin,
});

const placeIn = ({ file }: Snapshot, line: number): SourceLine => ({ file, line });
