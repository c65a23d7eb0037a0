/** The list of all matrices. CONTRIBUTING.md names the lines that a new one adds. */
import { budget } from './budget.matrix.ts';
import type { MatrixDefinition, MatrixKind } from './definition.ts';
import { roadmap } from './roadmap.matrix.ts';
import { tierPrice } from './tier-price.matrix.ts';

export const MATRICES: readonly MatrixDefinition[] = [tierPrice, budget, roadmap];

/** The definition of a kind; the kinds are closed, so there always is one. */
export function matrixOf(kind: MatrixKind): MatrixDefinition {
  const found = MATRICES.find((m) => m.kind === kind);
  if (!found) throw new Error(`no matrix is called ${kind}`);
  return found;
}
