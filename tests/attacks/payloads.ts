/** Payloads of SQL injection for every filter, order and cursor that the schema has, found by walking it. */
import {
  getNamedType,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from 'graphql';

/** In every payload, and in nothing else. */
export const MARK = 'injected';
export const PAYLOADS: readonly string[] = [
  `' OR '${MARK}' = '${MARK}`,
  `'; DROP TABLE market; --${MARK}`,
  `'); CREATE TABLE ${MARK} (); --`,
  `" OR 1=1 --${MARK}`,
  `code; SELECT pg_sleep(5) --${MARK}`,
  `code DESC, (SELECT ${MARK} FROM app_user)`,
  `' UNION SELECT hash::text FROM access_token --${MARK}`,
  `1 OR set_config('marketgrid.roles','${MARK}',true) IS NULL`,
  `$1; COMMIT; --${MARK}`,
  `$$${MARK}$$`,
  `\\'; ROLLBACK; --${MARK}`,
  `%27%20OR%20${MARK}`,
];

export interface Injection {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Codes of errors that it may be answered with. */
  readonly codes: readonly string[];
  /** It must be refused. */
  readonly isRefused: boolean;
}

/** By the name of the root field, and of a matrix by the filter's. */
export function injections(schema: GraphQLSchema): readonly (readonly [name: string, asked: readonly Injection[]])[] {
  const lists = Object.values(schema.getQueryType()?.getFields() ?? {}).filter((f) => argumentType(f, 'filter'));
  return [
    ...lists.map((field) => [field.name, [...inFilters(field), ...inOrder(field), ...inCursor(field)]] as const),
    ...inMatrixFilters(schema),
  ];
}

const argumentType = (
  field: GraphQLField<unknown, unknown>,
  name: string,
): ReturnType<typeof getNamedType> | undefined => {
  const argument = field.args.find((each) => each.name === name);
  return argument && getNamedType(argument.type);
};

function inFilters(field: GraphQLField<unknown, unknown>): Injection[] {
  const type = argumentType(field, 'filter');
  if (!isInputObjectType(type)) throw new Error(`${field.name} has no filter`);
  const size = Math.max(1, filtersOf(type, '').length);
  return Array.from({ length: size }, (_, at) => {
    const filters = PAYLOADS.map((payload) => filtersOf(type, payload)[at] ?? {});
    const declared = filters.map((_filter, i) => `$v${i}: ${type.name}`).join(', ');
    const asked = filters.map((_filter, i) => `a${i}: ${field.name}(filter: $v${i}) { totalCount }`).join(' ');
    return {
      query: `query (${declared}) { ${asked} }`,
      variables: numbered(filters),
      codes: ['BAD_USER_INPUT'],
      isRefused: false,
    };
  });
}

function inOrder(field: GraphQLField<unknown, unknown>): Injection[] {
  const type = argumentType(field, 'orderBy');
  if (!isEnumType(type)) return [];
  const declared = PAYLOADS.map((_, i) => `$v${i}: ${type.name}`).join(', ');
  const asked = PAYLOADS.map((_, i) => `a${i}: ${field.name}(orderBy: $v${i}) { totalCount }`).join(' ');
  return [
    {
      query: `query (${declared}) { ${asked} }`,
      variables: numbered(PAYLOADS),
      codes: ['BAD_USER_INPUT'],
      isRefused: true,
    },
  ];
}

/** As text, and in the form of a cursor of ours. */
function inCursor({ name }: GraphQLField<unknown, unknown>): Injection[] {
  return PAYLOADS.map((payload, i) => {
    const ours = Buffer.from(JSON.stringify([`${name}.CODE_ASC`, payload, payload])).toString('base64url');
    const query = `query ($a: String) { ${name}(after: $a) { nodes { __typename } } }`;
    return { query, variables: { a: i % 2 === 0 ? payload : ours }, codes: ['BAD_USER_INPUT'], isRefused: true };
  });
}

function inMatrixFilters(schema: GraphQLSchema): (readonly [string, readonly Injection[]])[] {
  const [type, kinds] = [schema.getType('MatrixFilter'), schema.getType('MatrixKind')];
  if (!isInputObjectType(type) || !isEnumType(kinds)) throw new Error('there are no matrices');
  const query = 'query ($r: MatrixRequest!) { matrix(request: $r) { rowCount } }';
  const codes = ['BAD_USER_INPUT', 'PLAN_REQUIRED', 'NOT_FOUND'];
  return Object.values(type.getFields()).map((field) => {
    const values: readonly unknown[] = isListType(field.type) ? [PAYLOADS] : PAYLOADS;
    const requests = kinds
      .getValues()
      .flatMap(({ name: kind }) => values.map((value) => ({ kind, filter: { [field.name]: value } })));
    return [`matrix by ${field.name}`, requests.map((r) => ({ query, variables: { r }, codes, isRefused: false }))];
  });
}

const numbered = (values: readonly unknown[]): Record<string, unknown> =>
  Object.fromEntries(values.map((value, i) => [`v${i}`, value]));

const isListField = (field: GraphQLInputField): boolean =>
  isListType(isNonNullType(field.type) ? field.type.ofType : field.type);

/** One filter for each field: `{code: {eq: payload, in: [payload], contains: payload}}`, `{kinds: [payload]}`. */
function filtersOf(type: GraphQLInputObjectType, payload: string): Record<string, unknown>[] {
  const given = (field: GraphQLInputField): unknown => (isListField(field) ? [payload] : payload);
  return Object.values(type.getFields()).flatMap((field): Record<string, unknown>[] => {
    const inner = getNamedType(field.type);
    if (!isInputObjectType(inner)) return [{ [field.name]: given(field) }];
    const comparisons = Object.values(inner.getFields());
    // References, AND and OR lead back to filters that are asked for by themselves.
    if (comparisons.some((each) => isInputObjectType(getNamedType(each.type)))) return [];
    // A Boolean would refuse the text first, and so hide what becomes of the others.
    const texts = comparisons.filter((each) => each.name !== 'isNull');
    return [{ [field.name]: Object.fromEntries(texts.map((each) => [each.name, given(each)])) }];
  });
}
