/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type ChangeSetState = 'APPLIED' | 'DRAFT' | 'REJECTED' | 'REVERTED' | 'SUBMITTED';

export type ColumnType = 'BOOLEAN' | 'CHOICE' | 'CODES' | 'DATE' | 'DECIMAL' | 'INTEGER' | 'TEXT';

/** What happens to the rows without a rejection when other rows have one. */
export type ErrorPolicy = 'REJECT_EVERYTHING' | 'REJECT_FAILED_ROWS';

/** Codes; a list that is absent or null does not restrict. */
export type MatrixFilter = {
  currencies?: Array<string> | null | undefined;
  functions?: Array<string> | null | undefined;
  lineUps?: Array<string> | null | undefined;
  lines?: Array<string> | null | undefined;
  markets?: Array<string> | null | undefined;
  offerings?: Array<string> | null | undefined;
  owners?: Array<string> | null | undefined;
  periods?: Array<string> | null | undefined;
  plan?: string | null | undefined;
  priceLists?: Array<string> | null | undefined;
  problems?: Array<string> | null | undefined;
  segments?: Array<string> | null | undefined;
  states?: Array<string> | null | undefined;
  suites?: Array<string> | null | undefined;
};

export type MatrixKind = 'BUDGET' | 'ROADMAP' | 'TIER_PRICE';

/** Which view of which matrix. */
export type MatrixRequest = {
  /** Prices in force on that day; default today (UTC). A sheet always sends the day that it was pulled for. */
  asOf?: string | null | undefined;
  filter?: MatrixFilter | null | undefined;
  kind: MatrixKind;
};

export type PushInput = {
  /** Everything but the write. */
  dryRun?: boolean;
  errorPolicy?: ErrorPolicy;
  /** 1 to 255 characters. */
  idempotencyKey: string;
  /** At most 20. */
  parts: Array<PushPart>;
  reason?: string | null | undefined;
};

export type PushPart = {
  /** Row keys. */
  archives?: Array<string> | null | undefined;
  /** The revision that the sheet showed. */
  baseRevision: number;
  edits: readonly (readonly [string, string, string | null])[];
  /** TIER_PRICE: the day from which new prices hold; default asOf. */
  effectiveFrom?: string | null | undefined;
  /** rowKey is the caller's own temporary name; may name rowHeader columns, by code. */
  inserts?: readonly (readonly [string, string, string | null])[] | null | undefined;
  /** The view that was edited. */
  request: MatrixRequest;
};

export type RejectionCode =
  | 'AMOUNT_OR_QUOTE'
  | 'BAD_CHOICE'
  | 'BAD_CODE'
  | 'BAD_DATE'
  | 'BAD_NUMBER'
  | 'BAD_SCALE'
  | 'BAD_TEXT'
  | 'CALENDAR_GAP'
  | 'CHANGE_SIZE'
  | 'DATE_ORDER'
  | 'DEPENDENCY_CYCLE'
  | 'DEPENDS_ON_ITSELF'
  | 'DUPLICATE_EDIT'
  | 'DUPLICATE_ROW'
  | 'ENVELOPE_EXCEEDED'
  | 'NOT_ALLOWED'
  | 'NOT_REVERTIBLE'
  | 'OUT_OF_RANGE'
  | 'PAST_DATE'
  | 'PERIOD_LOCKED'
  | 'PLAN_LOCKED'
  | 'PLAN_REQUIRED'
  | 'READ_ONLY'
  | 'REQUIRED'
  | 'STALE_CELL'
  | 'TIER_GAP'
  | 'TIER_ORDER'
  | 'TOO_MANY_DIGITS'
  | 'UNKNOWN_CODE'
  | 'UNKNOWN_COLUMN'
  | 'UNKNOWN_ROW'
  | 'VIEW_CHANGED';

/** VIEWER reads; PRICING, FINANCE and PRODUCT write their areas; APPROVER decides; ADMIN grants and shapes. */
export type UserRole = 'ADMIN' | 'APPROVER' | 'FINANCE' | 'PRICING' | 'PRODUCT' | 'VIEWER';

export type MeQueryVariables = Exact<{ [key: string]: never }>;

export type MeQuery = { me: { name: string; roles: Array<UserRole>; markets: Array<string> } };

export type MatricesQueryVariables = Exact<{ [key: string]: never }>;

export type MatricesQuery = {
  matrices: Array<{ kind: MatrixKind; title: string; description: string; filters: Array<string>; editable: boolean }>;
};

export type MatrixQueryVariables = Exact<{
  request: MatrixRequest;
}>;

export type MatrixQuery = {
  matrix: {
    kind: MatrixKind;
    title: string;
    revision: number;
    asOf: string;
    rowCount: number;
    rows: readonly (readonly (string | number | boolean | null)[])[];
    rowHeader: Array<{
      key: string;
      title: string;
      group: string | null;
      type: ColumnType;
      unit: string | null;
      scale: number | null;
      editable: boolean;
      options: Array<string> | null;
    }>;
    columns: Array<{
      key: string;
      title: string;
      group: string | null;
      type: ColumnType;
      unit: string | null;
      scale: number | null;
      editable: boolean;
      options: Array<string> | null;
    }>;
  };
};

export type MatrixDeltaQueryVariables = Exact<{
  request: MatrixRequest;
  since: number;
}>;

export type MatrixDeltaQuery = {
  matrixDelta: {
    revision: number;
    rows: readonly (readonly (string | number | boolean | null)[])[];
    removed: Array<string>;
  };
};

export type ChangeSetsQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;

export type ChangeSetsQuery = {
  changeSets: {
    nodes: Array<{
      id: string;
      revision: number | null;
      author: string;
      reason: string | null;
      at: string;
      state: ChangeSetState;
    }>;
    pageInfo: { hasNextPage: boolean; endCursor: string | null };
  };
};

export type ColumnFragment = {
  key: string;
  title: string;
  group: string | null;
  type: ColumnType;
  unit: string | null;
  scale: number | null;
  editable: boolean;
  options: Array<string> | null;
};

export type SummaryFragment = {
  id: string;
  revision: number | null;
  author: string;
  reason: string | null;
  at: string;
  state: ChangeSetState;
};

export type PushChangesMutationVariables = Exact<{
  input: PushInput;
}>;

export type PushChangesMutation = {
  pushChanges: {
    revision: number;
    applied: number;
    unchanged: number;
    changeSet: {
      id: string;
      revision: number | null;
      author: string;
      reason: string | null;
      at: string;
      state: ChangeSetState;
    } | null;
    inserted: Array<{ part: number; temporary: string; key: string }>;
    rejections: Array<{
      part: number;
      row: string | null;
      column: string | null;
      code: RejectionCode;
      message: string;
      nextStep: string;
      base: string | null;
      mine: string | null;
      theirs: string | null;
      by: string | null;
      at: string | null;
    }>;
    warnings: Array<{
      part: number;
      row: string | null;
      column: string | null;
      code: RejectionCode;
      message: string;
      nextStep: string;
      base: string | null;
      mine: string | null;
      theirs: string | null;
      by: string | null;
      at: string | null;
    }>;
    deltas: Array<{
      revision: number;
      rows: readonly (readonly (string | number | boolean | null)[])[];
      removed: Array<string>;
    }>;
  };
};

export type RevertChangeSetMutationVariables = Exact<{
  revision: number;
  reason: string;
  idempotencyKey: string;
}>;

export type RevertChangeSetMutation = {
  revertChangeSet: {
    revision: number;
    applied: number;
    unchanged: number;
    changeSet: {
      id: string;
      revision: number | null;
      author: string;
      reason: string | null;
      at: string;
      state: ChangeSetState;
    } | null;
    inserted: Array<{ part: number; temporary: string; key: string }>;
    rejections: Array<{
      part: number;
      row: string | null;
      column: string | null;
      code: RejectionCode;
      message: string;
      nextStep: string;
      base: string | null;
      mine: string | null;
      theirs: string | null;
      by: string | null;
      at: string | null;
    }>;
    warnings: Array<{
      part: number;
      row: string | null;
      column: string | null;
      code: RejectionCode;
      message: string;
      nextStep: string;
      base: string | null;
      mine: string | null;
      theirs: string | null;
      by: string | null;
      at: string | null;
    }>;
    deltas: Array<{
      revision: number;
      rows: readonly (readonly (string | number | boolean | null)[])[];
      removed: Array<string>;
    }>;
  };
};

export type ResultFragment = {
  revision: number;
  applied: number;
  unchanged: number;
  changeSet: {
    id: string;
    revision: number | null;
    author: string;
    reason: string | null;
    at: string;
    state: ChangeSetState;
  } | null;
  inserted: Array<{ part: number; temporary: string; key: string }>;
  rejections: Array<{
    part: number;
    row: string | null;
    column: string | null;
    code: RejectionCode;
    message: string;
    nextStep: string;
    base: string | null;
    mine: string | null;
    theirs: string | null;
    by: string | null;
    at: string | null;
  }>;
  warnings: Array<{
    part: number;
    row: string | null;
    column: string | null;
    code: RejectionCode;
    message: string;
    nextStep: string;
    base: string | null;
    mine: string | null;
    theirs: string | null;
    by: string | null;
    at: string | null;
  }>;
  deltas: Array<{
    revision: number;
    rows: readonly (readonly (string | number | boolean | null)[])[];
    removed: Array<string>;
  }>;
};

export type RefusalFragment = {
  part: number;
  row: string | null;
  column: string | null;
  code: RejectionCode;
  message: string;
  nextStep: string;
  base: string | null;
  mine: string | null;
  theirs: string | null;
  by: string | null;
  at: string | null;
};

export const ColumnFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Column' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'MatrixColumn' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'key' } },
          { kind: 'Field', name: { kind: 'Name', value: 'title' } },
          { kind: 'Field', name: { kind: 'Name', value: 'group' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'unit' } },
          { kind: 'Field', name: { kind: 'Name', value: 'scale' } },
          { kind: 'Field', name: { kind: 'Name', value: 'editable' } },
          { kind: 'Field', name: { kind: 'Name', value: 'options' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ColumnFragment, unknown>;
export const SummaryFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Summary' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChangeSet' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'author' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<SummaryFragment, unknown>;
export const RefusalFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Refusal' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Rejection' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'part' } },
          { kind: 'Field', name: { kind: 'Name', value: 'row' } },
          { kind: 'Field', name: { kind: 'Name', value: 'column' } },
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextStep' } },
          { kind: 'Field', name: { kind: 'Name', value: 'base' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mine' } },
          { kind: 'Field', name: { kind: 'Name', value: 'theirs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'by' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RefusalFragment, unknown>;
export const ResultFragmentDoc = {
  kind: 'Document',
  definitions: [
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Result' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'PushResult' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'changeSet' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Summary' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'applied' } },
          { kind: 'Field', name: { kind: 'Name', value: 'unchanged' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'inserted' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'part' } },
                { kind: 'Field', name: { kind: 'Name', value: 'temporary' } },
                { kind: 'Field', name: { kind: 'Name', value: 'key' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'rejections' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'warnings' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deltas' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'removed' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Summary' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChangeSet' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'author' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Refusal' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Rejection' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'part' } },
          { kind: 'Field', name: { kind: 'Name', value: 'row' } },
          { kind: 'Field', name: { kind: 'Name', value: 'column' } },
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextStep' } },
          { kind: 'Field', name: { kind: 'Name', value: 'base' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mine' } },
          { kind: 'Field', name: { kind: 'Name', value: 'theirs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'by' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ResultFragment, unknown>;
export const MeDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Me' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'me' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'name' } },
                { kind: 'Field', name: { kind: 'Name', value: 'roles' } },
                { kind: 'Field', name: { kind: 'Name', value: 'markets' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MeQuery, MeQueryVariables>;
export const MatricesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Matrices' },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'matrices' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                { kind: 'Field', name: { kind: 'Name', value: 'title' } },
                { kind: 'Field', name: { kind: 'Name', value: 'description' } },
                { kind: 'Field', name: { kind: 'Name', value: 'filters' } },
                { kind: 'Field', name: { kind: 'Name', value: 'editable' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MatricesQuery, MatricesQueryVariables>;
export const MatrixDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'Matrix' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'request' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'MatrixRequest' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'matrix' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'request' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'request' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'kind' } },
                { kind: 'Field', name: { kind: 'Name', value: 'title' } },
                { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
                { kind: 'Field', name: { kind: 'Name', value: 'asOf' } },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'rowHeader' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Column' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'columns' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Column' } }],
                  },
                },
                { kind: 'Field', name: { kind: 'Name', value: 'rowCount' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Column' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'MatrixColumn' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'key' } },
          { kind: 'Field', name: { kind: 'Name', value: 'title' } },
          { kind: 'Field', name: { kind: 'Name', value: 'group' } },
          { kind: 'Field', name: { kind: 'Name', value: 'type' } },
          { kind: 'Field', name: { kind: 'Name', value: 'unit' } },
          { kind: 'Field', name: { kind: 'Name', value: 'scale' } },
          { kind: 'Field', name: { kind: 'Name', value: 'editable' } },
          { kind: 'Field', name: { kind: 'Name', value: 'options' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MatrixQuery, MatrixQueryVariables>;
export const MatrixDeltaDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'MatrixDelta' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'request' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'MatrixRequest' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'matrixDelta' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'request' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'request' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'since' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'since' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'removed' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<MatrixDeltaQuery, MatrixDeltaQueryVariables>;
export const ChangeSetsDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'query',
      name: { kind: 'Name', value: 'ChangeSets' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
          type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'changeSets' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'first' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'first' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'after' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'after' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'nodes' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Summary' } }],
                  },
                },
                {
                  kind: 'Field',
                  name: { kind: 'Name', value: 'pageInfo' },
                  selectionSet: {
                    kind: 'SelectionSet',
                    selections: [
                      { kind: 'Field', name: { kind: 'Name', value: 'hasNextPage' } },
                      { kind: 'Field', name: { kind: 'Name', value: 'endCursor' } },
                    ],
                  },
                },
              ],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Summary' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChangeSet' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'author' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
        ],
      },
    },
  ],
} as unknown as DocumentNode<ChangeSetsQuery, ChangeSetsQueryVariables>;
export const PushChangesDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'PushChanges' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'PushInput' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'pushChanges' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'input' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'input' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Result' } }],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Summary' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChangeSet' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'author' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Refusal' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Rejection' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'part' } },
          { kind: 'Field', name: { kind: 'Name', value: 'row' } },
          { kind: 'Field', name: { kind: 'Name', value: 'column' } },
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextStep' } },
          { kind: 'Field', name: { kind: 'Name', value: 'base' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mine' } },
          { kind: 'Field', name: { kind: 'Name', value: 'theirs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'by' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Result' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'PushResult' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'changeSet' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Summary' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'applied' } },
          { kind: 'Field', name: { kind: 'Name', value: 'unchanged' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'inserted' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'part' } },
                { kind: 'Field', name: { kind: 'Name', value: 'temporary' } },
                { kind: 'Field', name: { kind: 'Name', value: 'key' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'rejections' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'warnings' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deltas' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'removed' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<PushChangesMutation, PushChangesMutationVariables>;
export const RevertChangeSetDocument = {
  kind: 'Document',
  definitions: [
    {
      kind: 'OperationDefinition',
      operation: 'mutation',
      name: { kind: 'Name', value: 'RevertChangeSet' },
      variableDefinitions: [
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'revision' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'Int' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'reason' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
        {
          kind: 'VariableDefinition',
          variable: { kind: 'Variable', name: { kind: 'Name', value: 'idempotencyKey' } },
          type: { kind: 'NonNullType', type: { kind: 'NamedType', name: { kind: 'Name', value: 'String' } } },
        },
      ],
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'revertChangeSet' },
            arguments: [
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'revision' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'revision' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'reason' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'reason' } },
              },
              {
                kind: 'Argument',
                name: { kind: 'Name', value: 'idempotencyKey' },
                value: { kind: 'Variable', name: { kind: 'Name', value: 'idempotencyKey' } },
              },
            ],
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Result' } }],
            },
          },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Summary' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'ChangeSet' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'id' } },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'author' } },
          { kind: 'Field', name: { kind: 'Name', value: 'reason' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
          { kind: 'Field', name: { kind: 'Name', value: 'state' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Refusal' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'Rejection' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          { kind: 'Field', name: { kind: 'Name', value: 'part' } },
          { kind: 'Field', name: { kind: 'Name', value: 'row' } },
          { kind: 'Field', name: { kind: 'Name', value: 'column' } },
          { kind: 'Field', name: { kind: 'Name', value: 'code' } },
          { kind: 'Field', name: { kind: 'Name', value: 'message' } },
          { kind: 'Field', name: { kind: 'Name', value: 'nextStep' } },
          { kind: 'Field', name: { kind: 'Name', value: 'base' } },
          { kind: 'Field', name: { kind: 'Name', value: 'mine' } },
          { kind: 'Field', name: { kind: 'Name', value: 'theirs' } },
          { kind: 'Field', name: { kind: 'Name', value: 'by' } },
          { kind: 'Field', name: { kind: 'Name', value: 'at' } },
        ],
      },
    },
    {
      kind: 'FragmentDefinition',
      name: { kind: 'Name', value: 'Result' },
      typeCondition: { kind: 'NamedType', name: { kind: 'Name', value: 'PushResult' } },
      selectionSet: {
        kind: 'SelectionSet',
        selections: [
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'changeSet' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Summary' } }],
            },
          },
          { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
          { kind: 'Field', name: { kind: 'Name', value: 'applied' } },
          { kind: 'Field', name: { kind: 'Name', value: 'unchanged' } },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'inserted' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'part' } },
                { kind: 'Field', name: { kind: 'Name', value: 'temporary' } },
                { kind: 'Field', name: { kind: 'Name', value: 'key' } },
              ],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'rejections' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'warnings' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [{ kind: 'FragmentSpread', name: { kind: 'Name', value: 'Refusal' } }],
            },
          },
          {
            kind: 'Field',
            name: { kind: 'Name', value: 'deltas' },
            selectionSet: {
              kind: 'SelectionSet',
              selections: [
                { kind: 'Field', name: { kind: 'Name', value: 'revision' } },
                { kind: 'Field', name: { kind: 'Name', value: 'rows' } },
                { kind: 'Field', name: { kind: 'Name', value: 'removed' } },
              ],
            },
          },
        ],
      },
    },
  ],
} as unknown as DocumentNode<RevertChangeSetMutation, RevertChangeSetMutationVariables>;
