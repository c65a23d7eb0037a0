/** What an import has to know of the database before it can plan; `stored-records.queries.ts` answers from PostgreSQL. */
import type { EntityDefinition } from '../model/registry.ts';

/** In place of a market, for codes of entities that belong to none. */
export const NO_MARKET = '';

/** Digits after the point: of currencies, and of the price lists that set their own. */
export interface StoredScales {
  readonly currencies: ReadonlyMap<string, number>;
  readonly lists: ReadonlyMap<string, number>;
}

export interface StoredRecords {
  /** For each code that a live row of the entity bears, the codes of the markets where it does, or `[NO_MARKET]`. */
  homesOf(entity: EntityDefinition, codes: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;
  /** For each owner (natural key joined by `/`) of a link entity, the codes of its members. */
  membersOf(
    link: EntityDefinition,
    owners: readonly (readonly string[])[],
  ): Promise<ReadonlyMap<string, readonly string[]>>;
  /** Of the versions asked for (positions in `asked`), those that a live row with exactly that start exists for. */
  startsAmong(
    timeline: EntityDefinition,
    asked: readonly { readonly key: readonly string[]; readonly from: string }[],
  ): Promise<ReadonlySet<number>>;
  scales(): Promise<StoredScales>;
}
