/** Which codes there are, in the files and in the database together, and in which markets they live. */
import type { EntityDefinition } from '../../model/registry.ts';
import { isMarketOwned } from '../entity-columns.ts';
import { NO_MARKET } from '../stored-records.ts';

export class CodeIndex {
  readonly #inFiles = new Homes();
  readonly #stored = new Homes();
  readonly #unsure = new Map<string, Set<string>>();
  readonly #incomplete: ReadonlySet<string>;

  /** @param incomplete entities of which rows could not be read; a missing code of theirs is not faulted again. */
  constructor(incomplete: ReadonlySet<string> = new Set()) {
    this.#incomplete = incomplete;
  }

  /** A row of a file. `market` is left out of account for entities that belong to none. */
  add(entity: EntityDefinition, code: string, market: string): void {
    this.#inFiles.add(entity.name, code, isMarketOwned(entity) ? market : NO_MARKET);
  }

  /** A row of the database. */
  addStored(entity: EntityDefinition, code: string, market: string): void {
    this.#stored.add(entity.name, code, market);
  }

  /** A row with this code stands in a file, but a fault keeps its market unknown; references to it are not faulted again. */
  addUnsure(entity: EntityDefinition, code: string): void {
    this.#unsure.set(entity.name, (this.#unsure.get(entity.name) ?? new Set()).add(code));
  }

  isUnsure(entity: EntityDefinition, code: string): boolean {
    if (this.#unsure.get(entity.name)?.has(code)) return true;
    return this.#incomplete.has(entity.name) && this.homesOf(entity, code).size === 0;
  }

  /** Markets in which the code lives, `NO_MARKET` for entities that belong to none; empty when there is no such code. */
  homesOf(entity: EntityDefinition, code: string): ReadonlySet<string> {
    return new Set([...this.#inFiles.of(entity.name, code), ...this.#stored.of(entity.name, code)]);
  }

  /** The same, but what the files say goes before what the database says: a row means its neighbour. */
  nearestHomesOf(entity: EntityDefinition, code: string): ReadonlySet<string> {
    const near = this.#inFiles.of(entity.name, code);
    return near.size > 0 ? near : this.#stored.of(entity.name, code);
  }
}

class Homes {
  readonly #homes = new Map<string, Map<string, Set<string>>>();

  add(entity: string, code: string, market: string): void {
    const codes = this.#homes.get(entity) ?? new Map<string, Set<string>>();
    this.#homes.set(entity, codes);
    codes.set(code, (codes.get(code) ?? new Set()).add(market));
  }

  of(entity: string, code: string): ReadonlySet<string> {
    return this.#homes.get(entity)?.get(code) ?? NOWHERE;
  }
}

const NOWHERE: ReadonlySet<string> = new Set();
