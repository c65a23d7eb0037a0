/** What an import asks of the write pipeline (`api/changes`): all writes in one change set, or nothing. */
import type { PlannedWrite } from '../records/planned-write.ts';
import type { Fault, SourceLine } from './sourced-row.ts';

export interface ApplyOptions {
  /** Everything but the write. */
  readonly dryRun: boolean;
  readonly reason: string;
  /** The same key with the same input answers the first result again and writes nothing. */
  readonly idempotencyKey: string;
  /** Who imports: the subject of a user with the role ADMIN. */
  readonly subject: string;
}

export interface ApplyResult {
  readonly revision: number;
  /** Records (for timelines: versions) by entity name; in a dry run, what would have been. */
  readonly created: ReadonlyMap<string, number>;
  readonly updated: ReadonlyMap<string, number>;
  readonly unchanged: ReadonlyMap<string, number>;
  /** Not empty: nothing was written. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
}

/** Writes come in the order in which they must be made: parents before what refers to them. */
export type ApplyImport = (writes: readonly PlannedWrite<SourceLine>[], options: ApplyOptions) => Promise<ApplyResult>;
