/** Queries that are made to hurt: what they are, their text, and the code of the refusal where it is settled. */
const doubling = Array.from({ length: 40 }, (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`);
const introspection = '{ __schema { types { fields { type { fields { type { fields { type { name } } } } } } } } }';

export const HURTING: readonly (readonly [what: string, text: string, code: string])[] = [
  [
    '10,000 aliases',
    `{ ${Array.from({ length: 10_000 }, (_, i) => `a${i}: me { name }`).join(' ')} }`,
    'LIMIT_EXCEEDED',
  ],
  [
    'depth 16',
    `{ ${'segments { nodes { market { '.repeat(5)} segments { nodes { code } } ${'} } } '.repeat(5)} }`,
    'LIMIT_EXCEEDED',
  ],
  [
    'depth by fragments',
    `{ ...A } ${Array.from({ length: 9 }, (_, i) => `fragment ${'ABCDEFGHIJ'[i]} on Query { segments { nodes { market { segments { nodes { code } } } } } ...${'ABCDEFGHIJ'[i + 1]} }`).join(' ')} fragment J on Query { ${'segments { nodes { market { '.repeat(4)} name ${'} } } '.repeat(4)} }`,
    '',
  ],
  [
    'a circle of fragments',
    '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }',
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['exploding fragments', `{ ...F0 } ${doubling.join(' ')} fragment F40 on Query { me { name } }`, 'LIMIT_EXCEEDED'],
  ['1,000 directives', `{ me { name ${'@include(if: true) '.repeat(1000)} } }`, 'LIMIT_EXCEEDED'],
  ['nesting 20,000', `${'{ me '.repeat(20_000)}${'}'.repeat(20_000)}`, 'LIMIT_EXCEEDED'],
  ['brackets 20,000', `{ me(a: ${'['.repeat(20_000)}${']'.repeat(20_000)}) }`, 'LIMIT_EXCEEDED'],
  ['the same field 1,000 times', `{ ${'me { name } '.repeat(1000)} }`, 'LIMIT_EXCEEDED'],
  ['a name of 500,000 letters', `{ ${'a'.repeat(500_000)} }`, 'GRAPHQL_VALIDATION_FAILED'],
  ['a sign that is none, 500,000 times', `{ me ${'?'.repeat(500_000)} }`, 'GRAPHQL_PARSE_FAILED'],
  [
    '1,000 fields that are none',
    `{ ${Array.from({ length: 1000 }, (_, i) => `f${i}`).join(' ')} }`,
    'GRAPHQL_VALIDATION_FAILED',
  ],
  ['the schema within the schema', introspection, ''],
  [
    'pages in pages',
    '{ markets(first: 10000) { nodes { segments(first: 1000) { nodes { code name } } } } }',
    'LIMIT_EXCEEDED',
  ],
  ['a page of 2^31', '{ markets(first: 2147483648) { totalCount } }', ''],
  ['a subscription, of which there is none', 'subscription { me { name } }', 'BAD_REQUEST'],
];
