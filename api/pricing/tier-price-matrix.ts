/** TIER_PRICE as a matrix source: its columns are the currencies of the view and `quote`. */
import { KEPT } from '../database/planning.ts';
import { type FixedColumn, isGenerated } from '../../schema/matrix/definition.ts';
import { tierPrice } from '../../schema/matrix/tier-price.matrix.ts';
import type { DatedRequest, MatrixSource, View, ViewColumn } from '../view/matrix-source.ts';
import { fixedColumn } from '../view/view-column.ts';
import { tierPriceCurrencies } from './tier-price-columns.queries.ts';
import { tierPriceRows } from './tier-price-matrix.queries.ts';

interface CurrencyRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly scale: number;
  readonly since: number;
  readonly until: number | null;
}

const currencyColumn = (c: CurrencyRow): ViewColumn => ({
  key: c.code,
  title: c.code,
  group: c.name,
  type: 'DECIMAL',
  unit: c.code,
  scale: c.scale,
  editable: true,
  since: c.since,
  until: c.until,
  id: c.id,
});

const frame = ({ filter, asOf }: DatedRequest): View => ({
  definition: tierPrice,
  title: tierPrice.title,
  filter: filter ?? {},
  asOf,
  columns: [],
});

export const tierPriceSource: MatrixSource = {
  kind: 'TIER_PRICE',
  frame,
  async open(tx, request) {
    const view = frame(request);
    const { text, values } = tierPriceCurrencies(view.filter);
    const currencies = await tx.query<CurrencyRow>(text, values, KEPT);
    const fixed = tierPrice.columns.filter((c): c is FixedColumn => !isGenerated(c)).map(fixedColumn);
    return { ...view, columns: [...currencies.map(currencyColumn), ...fixed] };
  },
  rows: tierPriceRows,
};
