/** One small query for each filter: the codes it offers, their names, and how much stands behind each. */
import type { FilterName, MatrixKind } from '../../../schema/matrix/definition.ts';
import { ITEM_STATES } from '../../../schema/matrix/roadmap.matrix.ts';
import type { FilterChoice, FilterChoices } from '../state/filter-state.ts';

/** More would be no list to choose from; the search says so. */
const MAX_CHOICES = 1_000;

interface Source {
  /** The connection of the typed graph. */
  readonly connection: string;
  /** Its rows belong to one market each. */
  readonly isOfMarket?: true;
  /** What is counted behind a code; each is a connection of the entity. */
  readonly counts: { readonly [K in MatrixKind]?: string };
}

const SOURCES: { readonly [F in Exclude<FilterName, 'functions' | 'states'>]: Source } = {
  markets: {
    connection: 'markets',
    counts: { TIER_PRICE: 'offerings', BUDGET: 'allocations', ROADMAP: 'roadmapItems' },
  },
  segments: { connection: 'segments', isOfMarket: true, counts: {} },
  problems: { connection: 'problems', isOfMarket: true, counts: { TIER_PRICE: 'lineUps' } },
  suites: { connection: 'productSuites', counts: { TIER_PRICE: 'lines', BUDGET: 'lines', ROADMAP: 'lines' } },
  lines: {
    connection: 'productLines',
    counts: { TIER_PRICE: 'offerings', BUDGET: 'allocations', ROADMAP: 'products' },
  },
  lineUps: { connection: 'lineUps', isOfMarket: true, counts: { TIER_PRICE: 'offerings' } },
  offerings: { connection: 'offerings', isOfMarket: true, counts: { TIER_PRICE: 'prices' } },
  priceLists: { connection: 'priceLists', isOfMarket: true, counts: { TIER_PRICE: 'prices' } },
  currencies: { connection: 'currencies', counts: { TIER_PRICE: 'prices' } },
  plan: { connection: 'budgetPlans', counts: { BUDGET: 'allocations' } },
  periods: { connection: 'fiscalPeriods', counts: { BUDGET: 'allocations' } },
  owners: { connection: 'people', counts: { ROADMAP: 'roadmapItems' } },
};

/** What a count counts, in words. */
const UNITS: Readonly<Record<string, string>> = {
  allocations: 'budget cells',
  lineUps: 'line-ups',
  roadmapItems: 'items',
};

export interface ChoicesQuery {
  readonly document: string;
  readonly read: (data: unknown) => FilterChoices;
}

export interface ChoicesOf {
  readonly kind: MatrixKind;
  readonly filter: FilterName;
  /** `YYYY-MM-DD`, for which the matrix is pulled. */
  readonly day: string;
}

/** The query for a filter of a matrix, and how its answer is read; null where the choices are known beforehand. */
export function choicesQuery({ kind, filter, day }: ChoicesOf): ChoicesQuery | null {
  if (filter === 'states') return null;
  if (filter === 'functions') return FUNCTIONS;
  const { connection, isOfMarket, counts } = SOURCES[filter];
  const counted = counts[kind];
  const fields = [
    'code name',
    isOfMarket ? 'market { code }' : '',
    counted === undefined ? '' : `count: ${counted} { totalCount }`,
  ];
  const rows = `totalCount nodes { ${fields.filter(Boolean).join(' ')} }`;
  const unit = counted === undefined ? null : (UNITS[counted] ?? counted);
  const presumed = filter === 'plan' ? presumedPlan(day) : '';
  return {
    document: `query Choices { choices: ${connection}(first: ${MAX_CHOICES}) { ${rows} } ${presumed} }`,
    read: (data) => readChoices(data as ChoicesData, unit),
  };
}

/** As the server decides where no plan is given (the contract's rule 14): the only approved budget that covers the day. */
const presumedPlan = (day: string): string =>
  `presumed: budgetPlans(first: 2, filter: { kind: { eq: BUDGET }, state: { in: [APPROVED, LOCKED] }, OR: [
    { hasPeriod: false }
    { period: { validFrom: { lte: "${day}" }, OR: [{ validTo: { gt: "${day}" } }, { validTo: { isNull: true } }] } }
  ] }) { nodes { code } }`;

/** The choices that no query is needed for. */
export const knownChoices = (filter: FilterName): FilterChoices => namesOnly(filter === 'states' ? ITEM_STATES : []);

interface ChoicesData {
  readonly choices: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly code: string;
      readonly name: string;
      readonly market?: { readonly code: string } | null;
      readonly count?: { readonly totalCount: number };
    }[];
  };
  readonly presumed?: { readonly nodes: readonly { readonly code: string }[] };
}

function readChoices({ choices: { totalCount, nodes }, presumed }: ChoicesData, unit: string | null): FilterChoices {
  const choices = nodes.map(({ code, name, market, count }) => ({
    code,
    name,
    market: market?.code ?? null,
    count: count?.totalCount ?? null,
  }));
  const [only, second] = presumed?.nodes ?? [];
  const isClear = only !== undefined && second === undefined;
  return { choices: oneOfEach(choices), total: totalCount, presumed: isClear ? only.code : null, unit };
}

/** A code may stand in several markets; the filter takes the code, so it is one choice there. What has most comes first. */
function oneOfEach(choices: readonly FilterChoice[]): readonly FilterChoice[] {
  const byCode = new Map<string, FilterChoice>();
  for (const choice of choices) {
    const known = byCode.get(choice.code);
    byCode.set(choice.code, known ? joined(known, choice) : choice);
  }
  const isEmpty = ({ count }: FilterChoice): number => (count === 0 ? 1 : 0);
  return [...byCode.values()].sort((a, b) => isEmpty(a) - isEmpty(b));
}

const joined = (a: FilterChoice, b: FilterChoice): FilterChoice => ({
  ...a,
  market: a.market === b.market ? a.market : null,
  count: a.count === null || b.count === null ? null : a.count + b.count,
});

const namesOnly = (names: readonly string[]): FilterChoices => ({
  choices: names.map((code) => ({ code, name: inWords(code), count: null, market: null })),
  total: names.length,
  presumed: null,
  unit: null,
});

/** `IN_PROGRESS` → `In progress`. */
const inWords = (code: string): string => code.charAt(0) + code.slice(1).toLowerCase().replaceAll('_', ' ');

const FUNCTIONS: ChoicesQuery = {
  document: 'query Functions { type: __type(name: "BudgetFunction") { enumValues { name } } }',
  read: (data) => {
    const { type } = data as { type: { enumValues: readonly { name: string }[] } | null };
    return namesOnly((type?.enumValues ?? []).map(({ name }) => name));
  },
};
