/** A transaction that keeps, of each statement, what PostgreSQL did to answer it. */
import pg from 'pg';
import { sliced } from '../../api/database/sliced.queries.ts';
import type { Planning, Transaction } from '../../api/database/transaction.ts';

/** A node of EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON). */
export interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Actual Loops'?: number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Join Filter'?: number;
  readonly 'Temp Written Blocks'?: number;
  readonly Plans?: readonly Plan[];
}

/** @param how statements that keep their plan: as planned for their values before they are prepared, or for all values */
export function explaining(tx: Transaction, plans: Plan[], how: 'for their values' | 'kept'): Transaction {
  const explained = async (text: string, values: readonly unknown[], planning: Planning = {}): Promise<void> => {
    const [row] = await tx.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) ${text}`,
      values,
      planning,
    );
    plans.push(...(row?.['QUERY PLAN'] ?? []).map((p) => p.Plan));
  };
  const explain = async (text: string, values: readonly unknown[], { keepsPlan }: Planning = {}): Promise<void> => {
    if (!keepsPlan || how !== 'kept') return explained(text, values);
    await tx.query(`PREPARE explaining AS ${text}`);
    await explained(`EXECUTE explaining${values.length > 0 ? ` (${values.map(literal).join(', ')})` : ''}`, [], {
      keepsPlan,
    });
    return void (await tx.query('DEALLOCATE explaining'));
  };
  return {
    identity: tx.identity,
    async query(text, values = [], planning) {
      await explain(text, values, planning);
      return tx.query(text, values, planning);
    },
    async long(statement) {
      const { text, values } = sliced(statement);
      await explain(text, values, statement);
      return tx.long(statement);
    },
  };
}

/** EXECUTE takes no bound values. Of the values of a statement, lists are of codes and ids. */
function literal(value: unknown): string {
  if (value === null) return 'NULL';
  const text = Array.isArray(value) ? `{${value.map((v) => JSON.stringify(v)).join(',')}}` : String(value);
  return pg.escapeLiteral(text);
}

/** The tables that a plan reads from end to end. */
export const scansOf = (plan: Plan): string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(scansOf),
];

/** The steps of a plan that wrote to disk what did not fit into memory. */
export const spillsOf = (plan: Plan): string[] => [
  ...((plan['Temp Written Blocks'] ?? 0) > 0 ? [plan['Node Type']] : []),
  ...(plan.Plans ?? []).flatMap(spillsOf),
];

/** How many rows of the tables a plan looked at, those included that a filter then left out. */
export function rowsReadOf(plan: Plan, tables: ReadonlySet<string>): number {
  const each = (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0);
  const here = tables.has(plan['Relation Name'] ?? '') ? each * (plan['Actual Loops'] ?? 1) : 0;
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsReadOf(part, tables), here);
}

/** How many rows all steps of a plan took in hand: what is looked up for each of many by going through all of them shows here. */
export function rowsHandledBy(plan: Plan): number {
  const each = (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0);
  const here = each * (plan['Actual Loops'] ?? 1) + joinedInVain(plan);
  return (plan.Plans ?? []).reduce((sum, part) => sum + rowsHandledBy(part), here);
}

const joinedInVain = (plan: Plan): number => (plan['Rows Removed by Join Filter'] ?? 0) * (plan['Actual Loops'] ?? 1);
