import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isEnumType, isInputObjectType, printSchema } from 'graphql';
import { openWorld, type World } from './graph-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(async () => {
  await world.db.drop();
});

describe('what is selected', () => {
  test('one list twice under two names, each with its own filter, order and size', async () => {
    const data = await world.answer(`{
      markets(filter: { code: { eq: "ALPHA" } }) { nodes {
        last: segments(orderBy: CODE_DESC, first: 1) { nodes { code } pageInfo { hasNextPage } }
        named: segments(filter: { code: { in: ["Segment-ALPHA-0"] } }) { total: totalCount nodes { code } }
      } }
    }`);
    expect(data).toEqual({
      markets: {
        nodes: [
          {
            last: { nodes: [{ code: 'Segment-ALPHA-1' }], pageInfo: { hasNextPage: true } },
            named: { total: 1, nodes: [{ code: 'Segment-ALPHA-0' }] },
          },
        ],
      },
    });
  });

  test('one parent under two names, nodes under two names, and names that swap fields', async () => {
    const data = await world.answer(`{
      segments(first: 1) {
        a: nodes { one: market { code } other: market { name code: id } }
        b: nodes { code: name name: code }
        pageInfo { more: hasNextPage hasNextPage }
      }
    }`);
    const market = world.rows.get('Market')?.[0];
    expect(data).toEqual({
      segments: {
        a: [{ one: { code: 'ALPHA' }, other: { name: market?.values['name'], code: market?.id } }],
        b: [{ code: 'Segment-ALPHA-name', name: 'Segment-ALPHA-0' }],
        pageInfo: { more: true, hasNextPage: true },
      },
    });
  });

  test('names that are properties of every JavaScript object', async () => {
    const data = await world.answer<{ constructor: { nodes: Record<string, unknown>[] } }>(`{
      constructor: segments(first: 1) { nodes { toString: code valueOf: market { hasOwnProperty: code } } }
    }`);
    expect(data.constructor.nodes).toEqual([{ toString: 'Segment-ALPHA-0', valueOf: { hasOwnProperty: 'ALPHA' } }]);
  });

  test('fragments, named and inline, merge with what stands beside them', async () => {
    const data = await world.answer(`
      query { segments(first: 1) { ...Page nodes { code ... on Segment { market { code } } } __typename } }
      fragment Page on SegmentConnection { nodes { ...Named } totalCount }
      fragment Named on Segment { name market { name __typename } __typename }
    `);
    expect(data).toEqual({
      segments: {
        __typename: 'SegmentConnection',
        totalCount: 4,
        nodes: [
          {
            __typename: 'Segment',
            code: 'Segment-ALPHA-0',
            name: 'Segment-ALPHA-name',
            market: { __typename: 'Market', code: 'ALPHA', name: 'Market-name' },
          },
        ],
      },
    });
  });

  test.each([
    [true, false, ['code', 'market']],
    [false, true, ['code', 'name']],
    [false, false, ['code']],
  ])('@include %p and @skip %p decide what is read, not only what is shown', async (parent, name, keys) => {
    const { data, statements } = await world.ask<{ segments: { nodes: object[] } }>(
      `query ($parent: Boolean!, $noName: Boolean!) {
        segments(first: 1) { nodes { code market @include(if: $parent) { code } ... @skip(if: $noName) { name } } }
      }`,
      { variables: { parent, noName: !name } },
    );
    expect(Object.keys(data?.segments.nodes[0] ?? {}).sort()).toEqual(keys);
    expect(statements[0]?.text.includes('"name"')).toBe(name);
  });

  test('variables in every argument, at the root and below', async () => {
    const data = await world.answer(
      `query ($market: MarketFilter, $order: SegmentOrder, $first: Int, $code: String!) {
        markets(filter: $market) { nodes { segments(orderBy: $order, first: $first) { nodes { code } } } }
        segments(filter: { code: { eq: $code } }) { totalCount }
      }`,
      { variables: { market: { code: { eq: 'BETA' } }, order: 'CODE_DESC', first: 1, code: 'Segment-BETA-0' } },
    );
    expect(data).toEqual({
      markets: { nodes: [{ segments: { nodes: [{ code: 'Segment-BETA-1' }] } }] },
      segments: { totalCount: 1 },
    });
  });

  test('more fields than one call of a PostgreSQL function takes', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `f${i}: code`);
    const data = await world.answer<{ segments: { nodes: Record<string, string>[] } }>(
      `{ segments(first: 1) { nodes { ${names.join(' ')} } } }`,
    );
    expect(Object.keys(data.segments.nodes[0] ?? {})).toHaveLength(120);
    expect(new Set(Object.values(data.segments.nodes[0] ?? {}))).toEqual(new Set(['Segment-ALPHA-0']));
  });

  test('only the count reads no rows, and one that was not asked for is not made', async () => {
    const counted = await world.ask('{ segments { totalCount } }');
    expect(counted.data).toEqual({ segments: { totalCount: 4 } });
    expect(counted.statements[0]?.text).not.toContain('string_agg');
    const listed = await world.ask('{ segments { nodes { code } } }');
    expect(listed.statements[0]?.text).not.toContain('count(*)');
  });

  test('a parent is shown although it is archived', async () => {
    await world.db.owner('UPDATE line_up SET archived_at = now()');
    try {
      const data = await world.answer(`{
        lineUps { totalCount nodes { code } }
        offerings(filter: { code: { eq: "Offering-BETA-0" } }) { nodes { lineUp { code archivedAt } } }
      }`);
      expect(data).toMatchObject({
        lineUps: { totalCount: 0, nodes: [] },
        offerings: { nodes: [{ lineUp: { code: 'LineUp-BETA-0', archivedAt: expect.any(String) } }] },
      });
    } finally {
      await world.db.owner('UPDATE line_up SET archived_at = NULL');
    }
  });
});

describe('filters', () => {
  const cases: readonly [what: string, list: string, filter: string, codes: string[]][] = [
    ['text eq', 'segments', 'code: { eq: "Segment-BETA-1" }', ['Segment-BETA-1']],
    ['text in', 'segments', 'code: { in: ["Segment-BETA-1", "nobody"] }', ['Segment-BETA-1']],
    ['text in nothing', 'segments', 'code: { in: [] }', []],
    [
      'text contains, in whatever case',
      'segments',
      'code: { contains: "beta-" }',
      ['Segment-BETA-0', 'Segment-BETA-1'],
    ],
    ['text contains, with no wildcards', 'segments', 'code: { contains: "%" }', []],
    ['whole number eq', 'productRequirements', 'priority: { eq: 2 }', ['ProductRequirement-1']],
    ['whole number gte', 'productRequirements', 'priority: { gte: 2 }', ['ProductRequirement-1']],
    ['whole number between', 'productRequirements', 'priority: { gt: -1, lt: 2 }', ['ProductRequirement-0']],
    [
      'decimal eq, trailing zeros do not count',
      'productRequirements',
      'effort: { eq: "1.5000" }',
      ['ProductRequirement-0'],
    ],
    ['decimal lte', 'productRequirements', 'effort: { lte: "2.499999" }', ['ProductRequirement-0']],
    ['decimal in', 'productRequirements', 'effort: { in: ["2.5", "9"] }', ['ProductRequirement-1']],
    ['day lt', 'fiscalPeriods', 'validFrom: { lt: "2027-01-01" }', ['FiscalPeriod-0']],
    ['day in', 'fiscalPeriods', 'validFrom: { in: ["2027-01-01"] }', ['FiscalPeriod-1']],
    ['yes or no', 'fiscalPeriods', 'locked: { eq: true }', ['FiscalPeriod-1']],
    ['choice eq', 'productRequirements', 'kind: { eq: SERVICE }', ['ProductRequirement-1']],
    [
      'choice in',
      'productRequirements',
      'kind: { in: [SERVICE, FUNCTION] }',
      ['ProductRequirement-0', 'ProductRequirement-1'],
    ],
    ['a moment', 'people', 'createdAt: { lt: "2000-01-01T00:00:00Z" }', []],
    ['no value', 'productRequirements', 'effort: { isNull: true }', []],
    ['a value', 'productRequirements', 'effort: { isNull: false }', ['ProductRequirement-0', 'ProductRequirement-1']],
    ['no parent', 'markets', 'hasParent: false', ['ALPHA']],
    ['a parent', 'markets', 'hasParent: true', ['BETA']],
    [
      "the parent's code",
      'segments',
      'market: { code: { eq: "BETA" } }, name: { contains: "beta" }',
      ['Segment-BETA-0', 'Segment-BETA-1'],
    ],
    [
      "the parent's parent",
      'segments',
      'market: { parent: { code: { eq: "ALPHA" } } }',
      ['Segment-BETA-0', 'Segment-BETA-1'],
    ],
    [
      'OR',
      'segments',
      'OR: [{ code: { eq: "Segment-BETA-1" } }, { code: { eq: "Segment-ALPHA-0" } }]',
      ['Segment-ALPHA-0', 'Segment-BETA-1'],
    ],
    [
      'OR within AND',
      'segments',
      'AND: [{ market: { code: { eq: "BETA" } } }, { OR: [{ code: { contains: "-0" } }] }]',
      ['Segment-BETA-0'],
    ],
    ['OR of nothing', 'segments', 'OR: []', []],
    ['nothing', 'markets', '', ['ALPHA', 'BETA']],
  ];
  test.each(cases)('%s', async (_what, list, filter, codes) => {
    const data = await world.answer<Record<string, { totalCount: number; nodes: { code: string }[] }>>(
      `{ ${list}(filter: { ${filter} }) { totalCount nodes { code } } }`,
    );
    expect(data[list]).toEqual({ totalCount: codes.length, nodes: codes.map((code) => ({ code })) });
  });

  test('a set that has a choice', async () => {
    const data = await world.answer('{ users(filter: { roles: { has: VIEWER } }) { nodes { subject roles } } }');
    expect(data).toEqual({ users: { nodes: [{ subject: 'viewer', roles: ['VIEWER'] }] } });
  });

  test.each([
    ['null where a value belongs', 'segments(filter: { code: { eq: null } })', /cannot be null/],
    ['null for a whole field', 'segments(filter: { code: null })', /cannot be null/],
    ['an id that is none', `segments(filter: { id: { eq: "1' OR '1'='1" } })`, /UUID/],
    ['a text with NUL', 'segments(filter: { name: { contains: "\\u0000" } })', /NUL/],
    ['a decimal that is none', 'productRequirements(filter: { effort: { eq: "1; DROP TABLE market" } })', /Decimal/],
    ['a day that is none', 'fiscalPeriods(filter: { validFrom: { eq: "2027-02-30" } })', /Date/],
  ])('%s is refused with a sentence', async (_what, field, sentence) => {
    const { errors, statements } = await world.ask(`{ ${field} { totalCount } }`);
    expect(errors?.[0]?.message).toMatch(sentence);
    expect(statements).toHaveLength(0);
  });

  test.each([
    ['too deep', `{ ${'parent: { '.repeat(9)}code: { eq: "x" }${' }'.repeat(9)} }`],
    ['too many conditions', `{ OR: [${'{ code: { eq: "x" } }, '.repeat(201)}] }`],
  ])('%s a filter is refused', async (_what, filter) => {
    const { errors, statements } = await world.ask(`{ markets(filter: ${filter}) { totalCount } }`);
    expect(errors?.[0]?.extensions['code']).toBe('LIMIT_EXCEEDED');
    expect(statements).toHaveLength(0);
  });
});

describe('what a client writes never becomes SQL', () => {
  const PAYLOADS = [
    `' OR '1'='1`,
    `'; DROP TABLE market; --`,
    `") OR 1=1 --`,
    `$1`,
    `\\'; SELECT pg_sleep(10); --`,
    `{"a":1}`,
    `%`,
    `x' UNION SELECT subject FROM app_user --`,
  ];

  test('in any text filter of any entity', async () => {
    const lists = Object.values(world.schema.getTypeMap()).filter(isInputObjectType);
    let tried = 0;
    for (const [name, field] of Object.entries(world.schema.getQueryType()?.getFields() ?? {})) {
      const filter = field.args.find((argument) => argument.name === 'filter')?.type;
      const fields = lists.find((type) => type === filter)?.getFields() ?? {};
      for (const [of, { type }] of Object.entries(fields)) {
        if (String(type) !== 'TextFilter') continue;
        const parts = PAYLOADS.flatMap((_, i) =>
          [`eq: $p${i}`, `in: [$p${i}]`, `contains: $p${i}`].map(
            (test, j) => `f${i}${j}: ${name}(filter: { archived: null, ${of}: { ${test} } }) { nodes { id } }`,
          ),
        );
        const variables = Object.fromEntries(PAYLOADS.map((payload, i) => [`p${i}`, payload]));
        const declared = PAYLOADS.map((_, i) => `$p${i}: String!`).join(', ');
        const { data, errors, statements } = await world.ask(`query (${declared}) { ${parts.join('\n')} }`, {
          variables,
        });
        expect(errors).toBeUndefined();
        for (const page of Object.values(data ?? {})) expect(page).toEqual({ nodes: [] });
        for (const { text } of statements)
          expect(PAYLOADS.filter((payload) => payload !== '$1' && payload !== '%' && text.includes(payload))).toEqual(
            [],
          );
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(30);
    expect((await world.db.owner<{ n: number }>('SELECT count(*)::int AS n FROM market'))[0]?.n).toBe(2);
  });

  test.each(PAYLOADS)('as a choice, an order or a cursor: %s', async (payload) => {
    const query = `query ($order: SegmentOrder, $choice: RequirementKind, $after: String) {
      segments(orderBy: $order, after: $after) { nodes { id } }
      productRequirements(filter: { kind: { eq: $choice } }) { nodes { id } }
    }`;
    for (const variables of [{ order: payload }, { choice: payload }, { after: payload }]) {
      const { data, errors, statements } = await world.ask(query, { variables });
      expect(errors?.length).toBeGreaterThan(0);
      expect(data?.['segments'] ?? null).toBeNull();
      for (const { text } of statements) expect(text).not.toContain(payload === '$1' ? '$1 ' : payload);
    }
  });

  test('the text of a statement is the same whatever the values are', async () => {
    const text = async (value: string): Promise<string | undefined> => {
      const { statements } = await world.ask(
        `query ($v: String!) { ${'x'.repeat(value.length)}: segments(filter: { name: { eq: $v }, market: { code: { in: [$v] } } }) { a${value.length}: nodes { b${value.length}: code } } }`,
        { variables: { v: value } },
      );
      return statements[0]?.text;
    };
    expect(await text(`a`)).toBe(await text(`'; DROP TABLE market; --`));
  });
});

describe('limits', () => {
  test.each([
    ['10,001 rows at the root', '{ segments(first: 10001) { totalCount } }', 'LIMIT_EXCEEDED', /at most 10000/],
    [
      '1,001 rows below',
      '{ markets { nodes { segments(first: 1001) { totalCount } } } }',
      'LIMIT_EXCEEDED',
      /at most 1000 /,
    ],
    ['fewer than none', '{ segments(first: -1) { totalCount } }', 'BAD_USER_INPUT', /below 0/],
  ])('%s are refused with a sentence', async (_what, query, code, sentence) => {
    const { errors, statements } = await world.ask(query);
    expect(errors?.[0]?.extensions['code']).toBe(code);
    expect(errors?.[0]?.message).toMatch(sentence);
    expect(statements).toHaveLength(0);
  });

  test('10,000 at the root and 1,000 below are answered; null is the default', async () => {
    const data = await world.answer(
      '{ markets(first: 10000) { nodes { segments(first: 1000) { totalCount } } } segments(first: null, after: null, orderBy: null, filter: null) { totalCount } }',
    );
    expect(data).toMatchObject({ segments: { totalCount: 4 } });
  });
});

test('the schema is one that can be printed, and names its limits', () => {
  const sdl = printSchema(world.schema);
  expect(sdl).toContain('Rows a page, at most 10000; 100000 where the query asks for nothing else');
  expect(sdl).toContain('Rows a page, at most 1000.');
  expect(isEnumType(world.schema.getType('SegmentOrder'))).toBe(true);
  // A grant may be seen by someone who does not see its user.
  expect(sdl).toMatch(/type MarketGrant \{[^}]*user: User\n/);
  expect(sdl).toMatch(/type Segment \{[^}]*market: Market!\n/);
});
