/**
 * Spreading a total over leaves: what is left after the held ones is shared out in whole minor units by the method of the
 * largest remainder (Hamilton's), ties by key order, so that the parts always sum to the total and nothing is rounded
 * away. Held leaves keep what they hold. Leaves whose weights are all zero share equally.
 *
 * Source: findings and rules, "Spread"; the model's "Money and numbers".
 */
import type { Millionths } from './decimal.ts';
import { MAX_SCALE } from './decimal.ts';

/** EQUAL parts; PROPORTIONAL to what the leaves hold; by a WEIGHT of each; in the proportions of a REFERENCE row. */
export type SpreadMethod = 'EQUAL' | 'PROPORTIONAL' | 'WEIGHT' | 'REFERENCE';

export interface Leaf {
  readonly key: string;
  readonly amount: Millionths;
  /** Held by the analyst, or not his to edit. */
  readonly isHeld: boolean;
  /** WEIGHT: any scale, only proportions count. Absent: zero. */
  readonly weight?: bigint | undefined;
  /** REFERENCE: what the reference row holds for this leaf. Absent: zero. */
  readonly reference?: Millionths | undefined;
}

export interface SpreadRequest {
  readonly total: Millionths;
  readonly leaves: readonly Leaf[];
  readonly method: SpreadMethod;
  /** Digits after the point of the smallest part: 2 for cents, 0 for yen; at most 6. */
  readonly decimals: number;
}

/**
 * EVERY_LEAF_HELD: nothing is left that could take a share. HELD_EXCEEDS_TOTAL: the held leaves hold more than the total.
 * NEGATIVE_TOTAL, NEGATIVE_WEIGHT: there are no negative shares. TOO_FINE: what is to be shared is no whole number of minor
 * units. DUPLICATE_KEY: two leaves bear one key.
 */
export type SpreadFault =
  'EVERY_LEAF_HELD' | 'HELD_EXCEEDS_TOTAL' | 'NEGATIVE_TOTAL' | 'NEGATIVE_WEIGHT' | 'TOO_FINE' | 'DUPLICATE_KEY';

export type SpreadResult =
  | { readonly ok: true; readonly amounts: ReadonlyMap<string, Millionths> }
  | { readonly ok: false; readonly fault: SpreadFault };

/** The new amount of every leaf, held ones included, in the order of the leaves. */
export function spread(request: SpreadRequest): SpreadResult {
  const { total, leaves, method, decimals } = request;
  const free = leaves.filter((leaf) => !leaf.isHeld);
  const held = leaves.filter((leaf) => leaf.isHeld).reduce((sum, leaf) => sum + leaf.amount, 0n);
  const rest = total - held;
  const unit = 10n ** BigInt(MAX_SCALE - decimals);
  const weights = weightsOf(free, method);

  const fault = faultOf({ request, free, rest, unit, weights });
  if (fault) return { ok: false, fault };
  const shares = largestRemainder(rest / unit, free, weights);
  const amountOf = (leaf: Leaf): Millionths => (shares.get(leaf) ?? 0n) * unit;
  return {
    ok: true,
    amounts: new Map(leaves.map((leaf) => [leaf.key, leaf.isHeld ? leaf.amount : amountOf(leaf)])),
  };
}

interface Prepared {
  readonly request: SpreadRequest;
  readonly free: readonly Leaf[];
  readonly rest: Millionths;
  readonly unit: bigint;
  readonly weights: readonly bigint[];
}

function faultOf({ request, free, rest, unit, weights }: Prepared): SpreadFault | null {
  if (new Set(request.leaves.map((leaf) => leaf.key)).size !== request.leaves.length) return 'DUPLICATE_KEY';
  if (free.length === 0) return 'EVERY_LEAF_HELD';
  if (request.total < 0n) return 'NEGATIVE_TOTAL';
  if (rest < 0n) return 'HELD_EXCEEDS_TOTAL';
  if (weights.some((weight) => weight < 0n)) return 'NEGATIVE_WEIGHT';
  return rest % unit === 0n ? null : 'TOO_FINE';
}

function weightsOf(leaves: readonly Leaf[], method: SpreadMethod): bigint[] {
  const weights = leaves.map((leaf) => WEIGHTS[method](leaf));
  return weights.every((weight) => weight === 0n) ? weights.map(() => 1n) : weights;
}

const WEIGHTS: { readonly [M in SpreadMethod]: (leaf: Leaf) => bigint } = {
  EQUAL: () => 1n,
  PROPORTIONAL: (leaf) => leaf.amount,
  WEIGHT: (leaf) => leaf.weight ?? 0n,
  REFERENCE: (leaf) => leaf.reference ?? 0n,
};

/** Shares `units` out by weight; the units that floors leave over go to the largest remainders, one each. */
function largestRemainder(units: bigint, leaves: readonly Leaf[], weights: readonly bigint[]): Map<Leaf, bigint> {
  const sum = weights.reduce((a, b) => a + b, 0n);
  const parts = leaves.map((leaf, index) => {
    const product = units * (weights[index] ?? 0n);
    return { leaf, share: product / sum, remainder: product % sum };
  });
  const left = units - parts.reduce((total, part) => total + part.share, 0n);
  const ranked = parts.toSorted((a, b) =>
    a.remainder !== b.remainder ? (a.remainder > b.remainder ? -1 : 1) : a.leaf.key < b.leaf.key ? -1 : 1,
  );
  return new Map(ranked.map(({ leaf, share }, rank) => [leaf, BigInt(rank) < left ? share + 1n : share]));
}
