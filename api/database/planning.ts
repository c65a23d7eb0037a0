/** How statements over a list of rows are planned. */
import type { Planning } from './transaction.ts';

/** Of a statement whose best plan is the same whatever is bound. */
export const KEPT: Planning = { keepsPlan: true };

/**
 * Up to here planning such a statement takes PostgreSQL longer than running it. Of a list of unknown length it expects ten
 * rows, and what it does for ten is as good for these.
 */
export const FEW_ROWS = 100;

/**
 * A statement over few rows keeps its plan; one over many is worth a plan of its own. So is one that names several of a
 * record's many fields: each choice of them is another text, and a connection keeps only so many.
 */
export const planningOf = (rows: number, fields = 1): Planning => ({ keepsPlan: rows <= FEW_ROWS && fields <= 1 });
