/** BUDGET as a matrix source: one plan, its leaf periods as columns, its envelopes as the summary. */
import { KEPT } from '../database/planning.ts';
import { budget } from '../../schema/matrix/budget.matrix.ts';
import { type FixedColumn, isGenerated } from '../../schema/matrix/definition.ts';
import type { Statements } from '../database/transaction.ts';
import type { DatedRequest, MatrixSource, SummaryLine, View, ViewColumn } from '../view/matrix-source.ts';
import { fixedColumn } from '../view/view-column.ts';
import { RequestError } from '../request-error.ts';
import { plansWithPeriods } from './budget-columns.queries.ts';
import { budgetRows, ENVELOPES } from './budget-matrix.queries.ts';

interface PeriodRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly locked: boolean;
  readonly since: number;
  readonly until: number | null;
}

interface PlanRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly state: string;
  readonly currency: string;
  readonly scale: number;
  readonly periods: readonly PeriodRow[];
}

async function planOf(tx: Statements, request: DatedRequest): Promise<PlanRow> {
  const code = request.filter?.plan;
  const { text, values } = plansWithPeriods(request.filter ?? {}, request.asOf);
  const found = await tx.query<PlanRow>(text, values, KEPT);
  const [plan] = found;
  if (plan && found.length === 1) return plan;
  if (code) throw new RequestError('PLAN_REQUIRED', `There is no budget plan ${code}. Choose one of the plans listed.`);
  const candidates = found.map((p) => p.code).join(', ');
  throw new RequestError(
    'PLAN_REQUIRED',
    found.length
      ? `More than one approved budget covers ${request.asOf} (${candidates}). Choose the plan.`
      : `No approved budget covers ${request.asOf}. Choose the plan, or another date.`,
  );
}

const periodColumn = (plan: PlanRow, p: PeriodRow): ViewColumn => ({
  key: p.code,
  title: p.code,
  group: p.name,
  type: 'DECIMAL',
  unit: plan.currency,
  scale: plan.scale,
  editable: plan.state !== 'LOCKED' && !p.locked,
  since: p.since,
  until: p.until,
  id: p.id,
});

/** Amounts of a plan are in its currency; a column that is no amount, or has a unit or scale of its own, is left as it is. */
const fixedInPlan = ({ currency, scale }: PlanRow, column: ViewColumn): ViewColumn =>
  column.type === 'DECIMAL' ? { ...column, unit: column.unit ?? currency, scale: column.scale ?? scale } : column;

export const budgetSource: MatrixSource = {
  kind: 'BUDGET',
  async open(tx, request): Promise<View> {
    const filter = request.filter ?? {};
    const plan = await planOf(tx, request);
    const fixed = budget.columns.filter((c): c is FixedColumn => !isGenerated(c)).map(fixedColumn);
    return {
      definition: budget,
      title: `${budget.title} · ${plan.name}`,
      filter,
      asOf: request.asOf,
      columns: [...plan.periods.map((p) => periodColumn(plan, p)), ...fixed.map((column) => fixedInPlan(plan, column))],
      plan: { id: plan.id, code: plan.code, currency: plan.currency, isLocked: plan.state === 'LOCKED' },
    };
  },
  rows: budgetRows,
  async summary(tx, view): Promise<SummaryLine[]> {
    const lines = await tx.query<Omit<SummaryLine, 'unit'>>(ENVELOPES, [view.plan?.id]);
    return lines.map((line) => ({ ...line, unit: view.plan?.currency ?? '' }));
  },
};
