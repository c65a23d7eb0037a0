/**
 * The documents of addin/operations/*.graphql as text, which is what is sent: printing the generated syntax trees would
 * bring a GraphQL library into the pane. A test holds the two together.
 */
const columnFields = `fragment Column on MatrixColumn { key title group type unit scale editable options }`;
const refusalFields = `fragment Refusal on Rejection { part row column code message nextStep base mine theirs by at }`;
const resultFields = `fragment Result on PushResult { changeSet { ...Summary changes(first: 1) { totalCount } } revision applied unchanged inserted { part temporary key } rejections { ...Refusal } warnings { ...Refusal } deltas { revision rows removed } }`;
const summaryFields = `fragment Summary on ChangeSet { id revision author reason at state }`;
export const me = `query Me { me { name roles markets } }`;
export const matrices = `query Matrices { matrices { kind title description filters editable } }`;
export const matrix = `query Matrix($request: MatrixRequest!) { matrix(request: $request) { kind title revision asOf rowHeader { ...Column } columns { ...Column } rowCount rows } } ${columnFields}`;
export const matrixDelta = `query MatrixDelta($request: MatrixRequest!, $since: Int!) { matrixDelta(request: $request, since: $since) { revision rows removed } }`;
export const changeSets = `query ChangeSets($first: Int, $after: String) { changeSets(first: $first, after: $after) { nodes { ...Summary } pageInfo { hasNextPage endCursor } } } ${summaryFields}`;
export const pushChanges = `mutation PushChanges($input: PushInput!) { pushChanges(input: $input) { ...Result } } ${resultFields} ${summaryFields} ${refusalFields}`;
export const revertChangeSet = `mutation RevertChangeSet($revision: Int!, $reason: String!, $idempotencyKey: String!) { revertChangeSet(revision: $revision, reason: $reason, idempotencyKey: $idempotencyKey) { ...Result } } ${resultFields} ${summaryFields} ${refusalFields}`;
