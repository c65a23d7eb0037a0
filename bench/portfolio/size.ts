/**
 * How large the bench's portfolios are. A line-up holds 960 price cells and 10 quotes in every size, and the same ones: a
 * smaller portfolio is a part of the larger, so that one pull can be put to both.
 */

export type PortfolioSize = 'S' | 'M' | 'L';
export const PORTFOLIO_SIZES: readonly PortfolioSize[] = ['S', 'M', 'L'];

/** The day as which everything is pulled: prices of a past, a present and a planned year lie around it. */
export const PORTFOLIO_DAY = '2026-11-21';
/** The change set that the portfolio came with; the database's revision right after. */
export const PORTFOLIO_REVISION = 1;
export const CURRENCIES = ['CHF', 'EUR', 'GBP', 'USD'] as const;

export interface Shape {
  readonly markets: number;
  readonly problemsOfMarket: number;
  readonly lineUpsOfProblem: number;
}

const SHAPES: Readonly<Record<PortfolioSize, Shape>> = {
  S: { markets: 10, problemsOfMarket: 1, lineUpsOfProblem: 1 },
  M: { markets: 10, problemsOfMarket: 10, lineUpsOfProblem: 1 },
  L: { markets: 10, problemsOfMarket: 10, lineUpsOfProblem: 10 },
};

export const shapeOf = (size: PortfolioSize): Shape => SHAPES[size];

const OFFERINGS = 5;
const LISTS = 5;
const BILLING_PERIODS = 2;
const QUANTITIES = 5;
/** Of the best tier at the largest quantity there are quotes only. */
const QUOTES = LISTS * BILLING_PERIODS;
const FUNCTIONS = 4;
const MONTHS = 24;
const VERSIONS = 3;

export interface Counts {
  readonly lineUps: number;
  readonly offerings: number;
  /** Rows of TIER_PRICE over the whole portfolio. */
  readonly priceRows: number;
  /** Amounts and quotes that are in force on PORTFOLIO_DAY. */
  readonly priceCells: number;
  /** Rows of the table `price`: each cell past, present and planned. */
  readonly prices: number;
  readonly budgetRows: number;
  readonly budgetCells: number;
}

export function countsOf(size: PortfolioSize): Counts {
  const { markets, problemsOfMarket, lineUpsOfProblem } = shapeOf(size);
  const lineUps = markets * problemsOfMarket * lineUpsOfProblem;
  const rowsOfLineUp = OFFERINGS * LISTS * BILLING_PERIODS * QUANTITIES;
  const cellsOfLineUp = (rowsOfLineUp - QUOTES) * CURRENCIES.length + QUOTES;
  // A line for each line-up; every market budgets every line.
  const budgetRows = markets * lineUps * FUNCTIONS;
  return {
    lineUps,
    offerings: lineUps * OFFERINGS,
    priceRows: lineUps * rowsOfLineUp,
    priceCells: lineUps * cellsOfLineUp,
    prices: lineUps * cellsOfLineUp * VERSIONS,
    budgetRows,
    budgetCells: budgetRows * MONTHS,
  };
}
