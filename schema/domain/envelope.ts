/**
 * Envelopes: the sum of a plan's allocations stays within each cap, at every level of envelope. An envelope restricts what
 * it names: a market, a function, a set of leaf periods; whatever it leaves open, it covers whole. Only a push that raises
 * an envelope can exceed it; one that lowers it is welcome even while it stays above its cap.
 *
 * Source: findings and rules, "Push rules", envelope (BLOCK); the contract's semantics 2 and 14.
 */
import type { Millionths } from './decimal.ts';

export interface Envelope {
  readonly code: string;
  readonly cap: Millionths;
  /** The sum of what it covers now, before the push; the plan's currency. */
  readonly used: Millionths;
  /** null: all. */
  readonly market: string | null;
  readonly function: string | null;
  readonly periods: ReadonlySet<string> | null;
}

/** What a push would add to one allocation: after − before. */
export interface AllocationChange {
  /** Any name of the row that is unique within the push. */
  readonly row: string;
  readonly market: string;
  readonly function: string;
  readonly period: string;
  readonly delta: Millionths;
}

export interface ExceededEnvelope {
  readonly envelope: string;
  /** By how much the push raises it too far: what has to be taken out for the push to pass. */
  readonly excess: Millionths;
  /** The rows that raise it, all their cells within it taken together; in order of their names. */
  readonly rows: readonly string[];
}

/** The envelopes that the changes together raise beyond their caps, in order of their codes. */
export function exceededEnvelopes(
  envelopes: readonly Envelope[],
  changes: readonly AllocationChange[],
): ExceededEnvelope[] {
  // Most envelopes are of one market, and look at its changes only.
  const byMarket = new Map<string, AllocationChange[]>();
  for (const change of changes) {
    const ofMarket = byMarket.get(change.market);
    if (ofMarket) ofMarket.push(change);
    else byMarket.set(change.market, [change]);
  }
  return envelopes
    .flatMap((e) => judge(e, e.market === null ? changes : (byMarket.get(e.market) ?? [])) ?? [])
    .toSorted((a, b) => order(a.envelope, b.envelope));
}

function judge(envelope: Envelope, changes: readonly AllocationChange[]): ExceededEnvelope | null {
  const covered = changes.filter((change) => covers(envelope, change));
  const raise = covered.reduce((sum, { delta }) => sum + delta, 0n);
  const over = envelope.used + raise - envelope.cap;
  if (raise <= 0n || over <= 0n) return null;
  const byRow = new Map<string, Millionths>();
  for (const { row, delta } of covered) byRow.set(row, (byRow.get(row) ?? 0n) + delta);
  const rows = [...byRow].filter(([, delta]) => delta > 0n).map(([row]) => row);
  // One that was over its cap before: giving back what this push raises is all that can be asked.
  return { envelope: envelope.code, excess: over < raise ? over : raise, rows: rows.sort(order) };
}

/** Whether a change is within what the envelope names. */
export const covers = (
  envelope: Pick<Envelope, 'market' | 'function' | 'periods'>,
  change: Pick<AllocationChange, 'market' | 'function' | 'period'>,
): boolean =>
  (envelope.market === null || envelope.market === change.market) &&
  (envelope.function === null || envelope.function === change.function) &&
  (envelope.periods === null || envelope.periods.has(change.period));

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Which rows a push that drops failed rows has to drop for its envelopes, by row: every row that raises an exceeded
 * envelope. With a row its reductions go, too, which may exceed another envelope: so judged again until all hold.
 * A row is named with the envelopes of the round that refused it.
 */
export function rowsOverEnvelopes(
  envelopes: readonly Envelope[],
  changes: readonly AllocationChange[],
): Map<string, ExceededEnvelope[]> {
  const refused = new Map<string, ExceededEnvelope[]>();
  for (;;) {
    const exceeded = exceededEnvelopes(
      envelopes,
      changes.filter((change) => !refused.has(change.row)),
    );
    if (exceeded.length === 0) return refused;
    // An exceeded envelope is raised by some row that still stood, so every round refuses at least one.
    for (const found of exceeded) {
      for (const row of found.rows) refused.set(row, [...(refused.get(row) ?? []), found]);
    }
  }
}
