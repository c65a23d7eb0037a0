/** What an area says about writes to its records: refusals and warnings, each with the origin of the write. */
import type { Problem } from '../../schema/errors/rejection.ts';
import type { Day } from '../../schema/domain/day.ts';
import type { Transaction } from '../database/transaction.ts';
import type { PlannedWrite, ReadWrite } from './planned-write.ts';

export interface Verdict<Origin> {
  readonly origin: Origin;
  readonly problem: Problem;
  /** A warning lets the write pass; commercial rules only warn until approval exists. */
  readonly severity: 'REFUSE' | 'WARN';
}

export interface CheckedWrites<Origin> {
  /** Everything that this change set would write, of all entities, values that stay the same left out. */
  readonly writes: readonly ReadWrite<Origin>[];
  readonly today: Day;
}

export type Judge = <Origin>(checked: CheckedWrites<Origin>) => Verdict<Origin>[];

/** Judges the state *after* all writes, so that their order never matters. Its statements do not grow with them. */
export interface EntityCheck {
  /** The check runs when one of these entities is written. */
  readonly entities: readonly string[];
  run<Origin>(tx: Transaction, checked: CheckedWrites<Origin>): Promise<Verdict<Origin>[]>;
  /**
   * For a check that can tell from what is planned what it will have to know: asks for that at once, so that it is read along
   * with what is stored. What it answers judges any of these writes.
   */
  prepare?(tx: Transaction, planned: { readonly writes: readonly PlannedWrite[]; readonly today: Day }): Promise<Judge>;
}

export const refuse = <Origin>(write: { readonly origin: Origin }, problem: Problem): Verdict<Origin> => ({
  origin: write.origin,
  problem,
  severity: 'REFUSE',
});

export const warn = <Origin>(write: { readonly origin: Origin }, problem: Problem): Verdict<Origin> => ({
  origin: write.origin,
  problem,
  severity: 'WARN',
});
