/** What a source reader answers: rows, what is wrong, what is odd, and what was left aside. */
import type { Fault, SourcedRow, SourceLine } from './sourced-row.ts';

export interface Source {
  readonly rows: readonly SourcedRow[];
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** Counts in rows of the source, by name in the plural: `add-ons` → 280. */
  readonly notTaken: ReadonlyMap<string, number>;
  /** Entities of which rows could not be read: a code of theirs that seems missing may stand in one of those. */
  readonly incomplete: ReadonlySet<string>;
}

/** Collects notes while a source is read. */
export class SourceNotes {
  readonly #faults: Fault[] = [];
  readonly #warnings: Fault[] = [];
  readonly #notTaken = new Map<string, number>();
  readonly #incomplete = new Set<string>();

  get hasFaults(): boolean {
    return this.#faults.length > 0;
  }

  addFault(origin: SourceLine, message: string): void {
    this.#faults.push({ origin, message });
  }

  addFaults(faults: readonly Fault[]): void {
    for (const fault of faults) this.#faults.push(fault);
  }

  addWarnings(warnings: readonly Fault[]): void {
    for (const warning of warnings) this.#warnings.push(warning);
  }

  countNotTaken(name: string, count: number): void {
    if (count > 0) this.#notTaken.set(name, (this.#notTaken.get(name) ?? 0) + count);
  }

  /** Takes over what is wrong with the file of an entity. */
  addEntityFaults(entity: string, faults: readonly Fault[]): void {
    if (faults.length > 0) this.#incomplete.add(entity);
    this.addFaults(faults);
  }

  source(rows: readonly SourcedRow[]): Source {
    const [faults, warnings, notTaken, incomplete] = [this.#faults, this.#warnings, this.#notTaken, this.#incomplete];
    return { rows, faults, warnings, notTaken, incomplete };
  }
}
