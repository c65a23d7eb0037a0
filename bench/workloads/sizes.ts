/** What is pulled from each portfolio for about the same number of cells. */
import type { PortfolioSize } from '../portfolio/size.ts';
import type { Scope } from './pull.ts';

export const ALL: Scope = { markets: null, problems: null, lineUps: null };
const MARKET: Scope = { ...ALL, markets: ['MKT-0'] };
/** The same line-up in every portfolio. */
export const SCOPE_1K: Scope = { ...MARKET, lineUps: ['LINEUP-00'] };

export type Cells = '1k' | '10k' | '100k';

const SCOPES: Readonly<Record<PortfolioSize, Readonly<Record<Cells, Scope>>>> = {
  // Fewer cells than they say: for a run that only shows that everything works.
  S: { '1k': SCOPE_1K, '10k': { ...MARKET, problems: ['PROBLEM-0'] }, '100k': ALL },
  M: { '1k': SCOPE_1K, '10k': MARKET, '100k': ALL },
  L: { '1k': SCOPE_1K, '10k': { ...MARKET, problems: ['PROBLEM-0'] }, '100k': MARKET },
};

export const scopesOf = (size: PortfolioSize): Readonly<Record<Cells, Scope>> => SCOPES[size];
