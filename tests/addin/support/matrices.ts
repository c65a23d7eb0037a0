/** Small matrices for the add-in's tests, shaped by the real definitions. */
import type { MatrixRow } from '../../../addin/client/contract.ts';
import {
  isGenerated,
  type FixedColumn,
  type MatrixColumn,
  type MatrixKind,
} from '../../../schema/matrix/definition.ts';
import { matrixOf } from '../../../schema/matrix/matrices.ts';
import type { StandInMatrix } from './stand-in-server.ts';

function columnsOf(kind: MatrixKind, generated: readonly MatrixColumn[]): MatrixColumn[] {
  return matrixOf(kind).columns.flatMap((column): readonly MatrixColumn[] =>
    isGenerated(column) ? generated : [fixed(column)],
  );
}

const fixed = ({ key, title, type, unit, options, binding }: FixedColumn): MatrixColumn => ({
  key,
  title,
  type,
  unit: unit ?? null,
  options: options ?? null,
  editable: binding !== undefined,
  scale: type === 'DECIMAL' ? 2 : null,
});

const headerOf = (kind: MatrixKind): MatrixColumn[] =>
  matrixOf(kind).header.map(({ key, title, type }) => ({ key, title, type, editable: false }));

const currency = (key: string): MatrixColumn => ({
  key,
  title: key,
  type: 'DECIMAL',
  scale: 2,
  unit: key,
  editable: true,
});

/** Offerings `OFF-1`, `OFF-2`, … in one market; `price` gives each its USD and EUR amounts. */
export function tierPrices(
  count: number,
  price: (i: number) => readonly [string | null, string | null] = (i) => [`${i}.50`, `${i}.40`],
): StandInMatrix {
  const rows = Array.from({ length: count }, (_, i): MatrixRow => {
    const [usd, eur] = price(i + 1);
    const offering = `OFF-${i + 1}`;
    const labels = ['SMB', 'Time', 'SUITE', 'LINE', 'LU', 1 + (i % 3), offering, 'seat', 'LIST', 'MONTH', 1];
    return [`SMB/${offering}/LIST/MONTH/1`, ...labels, usd, eur, null];
  });
  const columns = columnsOf('TIER_PRICE', [currency('USD'), currency('EUR')]);
  return { kind: 'TIER_PRICE', title: 'Tier prices', rowHeader: headerOf('TIER_PRICE'), columns, rows };
}

export const priceKey = (i: number): string => `SMB/OFF-${i}/LIST/MONTH/1`;

export function budgets(): StandInMatrix {
  const rows: MatrixRow[] = [
    ['SMB/LINE/SALES', 'SMB', 'LINE', 'SALES', 'INVEST', '1000', '2000', '3000'],
    ['SMB/LINE/MARKETING', 'SMB', 'LINE', 'MARKETING', 'INVEST', '68.68', null, '68.68'],
  ];
  const columns = columnsOf('BUDGET', [currency('2027-Q1'), currency('2027-Q2')]);
  return { kind: 'BUDGET', title: 'Budget 2027', rowHeader: headerOf('BUDGET'), columns, rows };
}

/** Roadmap items with the given titles. */
export function roadmap(titles: readonly string[]): StandInMatrix {
  const rows = titles.map((title, i): MatrixRow => {
    const item = `R-${i + 1}`;
    const dates = ['2027-01-01', '2027-03-31'] as const;
    return [
      `SMB/${item}`,
      'SMB',
      item,
      title,
      'P-1',
      null,
      'GROWTH',
      null,
      'PLANNED',
      null,
      ...dates,
      80,
      null,
      null,
      null,
    ];
  });
  return { kind: 'ROADMAP', title: 'Roadmap', rowHeader: headerOf('ROADMAP'), columns: columnsOf('ROADMAP', []), rows };
}
