/**
 * What office.js sends and expects: one JSON batch per `context.sync()`.
 *
 * The request's shape was read off the unmodified library's own messages. The response's shape is inferred from what the
 * library consumes: nobody here has seen the replies of a real Excel.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export const ActionType = {
  Instantiate: 1,
  Query: 2,
  Method: 3,
  SetProperty: 4,
  Trace: 5,
  RecursiveQuery: 6,
  QueryAsJson: 7,
  EnsureUnchanged: 8,
  Update: 9,
} as const;

export const ObjectPathType = {
  GlobalObject: 1,
  NewObject: 2,
  Method: 3,
  Property: 4,
  Indexer: 5,
  ReferenceId: 6,
  NullObject: 7,
} as const;

export interface ArgumentInfo {
  readonly Arguments?: readonly Json[];
  /** Parallel to `Arguments`: the path id of an argument that is an object, 0 for a literal; nested for arrays. */
  readonly ReferencedObjectPathIds?: References;
}
export type References = readonly (number | References)[] | null;

export interface QueryInfo {
  readonly Select?: readonly string[];
  readonly Expand?: readonly string[];
  readonly Top?: number;
  readonly Skip?: number;
}

export interface Action {
  readonly Id: number;
  readonly ActionType: number;
  readonly Name: string;
  readonly ObjectPathId: number;
  readonly ArgumentInfo?: ArgumentInfo;
  readonly QueryInfo?: QueryInfo;
  readonly ObjectState?: { readonly [name: string]: Json };
}

export interface ObjectPath {
  readonly Id: number;
  readonly ObjectPathType: number;
  readonly Name: string;
  readonly ParentObjectPathId?: number;
  readonly ArgumentInfo?: ArgumentInfo;
}

export interface RequestBatch {
  readonly Actions: readonly Action[];
  readonly ObjectPaths: { readonly [id: string]: ObjectPath };
  readonly AutoKeepReference?: boolean;
}

export interface BatchError {
  readonly Code: string;
  readonly Message: string;
  readonly Location: string;
  readonly ActionIndex: number;
}

export interface ResponseBatch {
  readonly Results: readonly { readonly ActionId: number; readonly Value: Json }[];
  readonly Error?: BatchError;
  readonly TraceIds?: readonly number[];
}

/** One entry of an event message from the host. */
export interface EventEntry {
  readonly messageCategory: 65536;
  readonly messageType: number;
  readonly targetId: string;
  /** JSON text. */
  readonly message: string;
}
