import { decimal, formatDecimal } from '../../../schema/domain/decimal.ts';
import type { ViewPreview } from '../../flows/preview.ts';

/** The effect of all shown differences of one sheet in one unit. */
export interface EffectTotal {
  readonly viewId: string;
  /** The sheet's title: prices and budgets are nothing to be added up. */
  readonly title: string;
  /** A currency, or the column's title where it has no unit. */
  readonly unit: string;
  /** Exact decimal text with the sign of a loss; at the scale of its most precise column. */
  readonly total: string;
  readonly cells: number;
}

/** What the differences add up to, by sheet and unit; exact. */
export const effectTotals = (views: readonly Changed[]): readonly EffectTotal[] => views.flatMap(totalsOfView);

export type Changed = Pick<ViewPreview, 'view' | 'differences'>;

function totalsOfView({ view, differences }: Changed): EffectTotal[] {
  const totals = new Map<string, { sum: bigint; scale: number; cells: number }>();
  const columns = new Map(view.columns.map((column) => [column.key, column]));
  for (const { column: key, title, delta } of differences) {
    if (delta === null) continue;
    const column = columns.get(key);
    const unit = column?.unit ?? title;
    const known = totals.get(unit) ?? { sum: 0n, scale: 0, cells: 0 };
    totals.set(unit, {
      sum: known.sum + decimal(delta),
      scale: Math.max(known.scale, column?.scale ?? 0),
      cells: known.cells + 1,
    });
  }
  return [...totals].map(([unit, { sum, scale, cells }]) => ({
    viewId: view.id,
    title: view.title,
    unit,
    total: formatDecimal(sum, scale),
    cells,
  }));
}
