/** The area behind each matrix. Adding a matrix adds a line here and one in `schema/matrix/matrices.ts`. */
import type { MatrixKind } from '../../schema/matrix/definition.ts';
import { budgetSource } from '../budget/budget-matrix.ts';
import { tierPriceSource } from '../pricing/tier-price-matrix.ts';
import { roadmapSource } from '../roadmap/roadmap-matrix.ts';
import type { MatrixSource } from '../view/matrix-source.ts';

const SOURCES: Readonly<Record<MatrixKind, MatrixSource>> = {
  TIER_PRICE: tierPriceSource,
  BUDGET: budgetSource,
  ROADMAP: roadmapSource,
};

export const sourceOf = (kind: MatrixKind): MatrixSource => SOURCES[kind];
