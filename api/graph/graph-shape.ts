/** The shapes of what the typed graph knows of an entity: `entity-graph.ts` builds them, `order.ts` their orders. */
import type { EntityDefinition } from '../model/registry.ts';
import type { ColumnKind } from './column-type.ts';

export interface ScalarColumn {
  readonly name: string;
  readonly column: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
  readonly description: string;
}

export interface ToOne {
  readonly name: string;
  readonly column: string;
  readonly target: EntityGraph;
  /** The column may be empty. */
  readonly optional: boolean;
  /** The field may be null: the column is empty, or the target is not the caller's to see. */
  readonly nullable: boolean;
  readonly description: string;
}

export interface ToMany {
  readonly name: string;
  readonly source: EntityGraph;
  /** The source's column that points back. */
  readonly column: string;
  readonly description: string;
}

export interface EntityGraph {
  readonly definition: EntityDefinition;
  readonly scalars: ReadonlyMap<string, ScalarColumn>;
  readonly toOne: ReadonlyMap<string, ToOne>;
  readonly toMany: ReadonlyMap<string, ToMany>;
  /** By the name of the enum value: `CODE_ASC`. */
  readonly orders: ReadonlyMap<string, Order>;
}

export interface OrderTerm {
  /** The references to follow from the row to the column; empty for a column of the row itself. */
  readonly path: readonly ToOne[];
  readonly column: ScalarColumn;
  readonly nullable: boolean;
}

/**
 * All terms run in the same direction, so that an index serves both ways and, without nulls, a row comparison cuts the
 * page. Nulls are last going up and first going down, as in PostgreSQL's indexes.
 */
export interface Order {
  readonly name: string;
  readonly description: string;
  readonly descending: boolean;
  readonly terms: readonly OrderTerm[];
}
