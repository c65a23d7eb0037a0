/** Which codes there are, in the files and in the database together, and in which markets they live. */
import type { EntityDefinition } from '../../model/registry.ts';
import { isMarketOwned } from '../entity-columns.ts';
import { NO_MARKET } from '../stored-records.ts';

export class CodeIndex {
  readonly #homes = new Map<string, Map<string, Set<string>>>();
  readonly #unsure = new Map<string, Set<string>>();

  /** `market` is left out of account for entities that belong to none. */
  add(entity: EntityDefinition, code: string, market: string): void {
    const codes = this.#homes.get(entity.name) ?? new Map<string, Set<string>>();
    this.#homes.set(entity.name, codes);
    const homes = codes.get(code) ?? new Set<string>();
    codes.set(code, homes.add(isMarketOwned(entity) ? market : NO_MARKET));
  }

  /** A row with this code stands in a file, but a fault keeps its market unknown; references to it are not faulted again. */
  addUnsure(entity: EntityDefinition, code: string): void {
    this.#unsure.set(entity.name, (this.#unsure.get(entity.name) ?? new Set()).add(code));
  }

  isUnsure(entity: EntityDefinition, code: string): boolean {
    return this.#unsure.get(entity.name)?.has(code) ?? false;
  }

  /** Markets in which the code lives, `NO_MARKET` for entities that belong to none; empty when there is no such code. */
  homesOf(entity: EntityDefinition, code: string): ReadonlySet<string> {
    return this.#homes.get(entity.name)?.get(code) ?? NOWHERE;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();
