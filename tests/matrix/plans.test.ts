/**
 * How PostgreSQL answers each matrix at size M, as the serving role under an identity: what is looked up goes through an index,
 * and nothing spills to disk. Matrices and filters come from the definitions, so that a new matrix is held to it, too.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { recordKey } from '../../api/changes/push-plan.ts';
import { KEEP_PLANS, PLAN_EACH } from '../../api/database/begin.ts';
import { FEW_ROWS } from '../../api/database/planning.ts';
import type { Transaction } from '../../api/database/transaction.ts';
import { delta, keyed } from '../../api/matrix/matrix.queries.ts';
import { matrixDelta, openView, pullMatrix } from '../../api/matrix/pull.ts';
import type { RawJson } from '../../api/matrix/raw-json.ts';
import type { MatrixRequest, RowScope, View } from '../../api/view/matrix-source.ts';
import { PORTFOLIO_DAY, PORTFOLIO_REVISION } from '../../bench/portfolio/size.ts';
import type { MatrixDefinition, MatrixFilter } from '../../schema/matrix/definition.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import { explaining, type Plan, rowsHandledBy, rowsReadOf, scansOf, spillsOf } from './explain.ts';
import { fillQuickly } from './fill-quickly.ts';

/** Rows from which on a table must not be read from end to end. */
const LARGE = 10_000;
/** Rows that finding the columns may read. */
const FEW = 500;
/** Without the roles that see every product: the policies in full. */
const CALLER = 'finance';

let db: TestDatabase;
let large: ReadonlySet<string>;
/** Every matrix as a pull of all of it shows it. */
const whole = new Map<MatrixDefinition['kind'], Pulled>();

beforeAll(async () => {
  db = await freshDatabase();
  const owner = new pg.Client(db.ownerUrl);
  await owner.connect();
  await fillQuickly(owner, 'M');
  for (const definition of MATRICES) {
    whole.set(definition.kind, await pull({ kind: definition.kind, asOf: PORTFOLIO_DAY }));
    await recordChanges(owner, definition);
  }
  await owner.query('ANALYZE change');
  await owner.end();
  const tables = await db.owner<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND reltuples >= ${LARGE}`,
  );
  large = new Set(tables.map((t) => t.name));
}, 120_000);
afterAll(() => db.drop());

type Row = readonly (string | number | null)[];
interface Pulled {
  readonly rows: readonly Row[];
  readonly view: View;
}

/** To be called within the transaction, which still holds what is long. */
async function parsed({ text }: RawJson): Promise<Row[]> {
  const pieces = [...text.held];
  for await (const piece of text.rest ?? []) pieces.push(piece);
  return JSON.parse(pieces.join('')) as Row[];
}

const pull = (request: MatrixRequest): Promise<Pulled> =>
  db.database.read(CALLER, async (tx) => {
    const { rows, view } = await pullMatrix(tx, request);
    return { rows: await parsed(rows), view };
  });

const pulled = (kind: MatrixDefinition['kind']): Pulled => {
  const found = whole.get(kind);
  if (!found) throw new Error(`${kind} has not been pulled`);
  return found;
};

const CHANGED = 5;
const LATER = PORTFOLIO_REVISION + 1;

/** The audit of the portfolio, which the generator leaves out, and of a later change set in a few rows. */
async function recordChanges(owner: pg.Client, { kind, columns }: MatrixDefinition): Promise<void> {
  const { rows, view } = pulled(kind);
  const binding = columns.find((c) => c.binding)?.binding;
  if (!binding) throw new Error(`${kind} binds no column`);
  const keys = rows.map((row) => {
    const values = new Map(view.definition.header.map((h, i) => [h.key, String(row[i + 1])]));
    const header = { key: String(row[0]), values };
    return recordKey(binding, header, { column: view.columns[0]?.key ?? '', view }).join('/');
  });
  await owner.query(
    `INSERT INTO change (change_set_id, revision, market_id, entity, "row", field, after)
     SELECT s.id, s.revision, m.id, $1, k."row", 'amount', '1'
     FROM unnest($2::text[], $3::text[]) WITH ORDINALITY k ("row", market, n) JOIN market m ON m.code = k.market
     JOIN change_set s ON s.revision = $4 OR k.n <= $5`,
    [binding.entity, keys, rows.map((row) => row[1]), PORTFOLIO_REVISION, CHANGED],
  );
}

/** As right after a push of every row: PostgreSQL's statistics know nothing of it yet. */
async function whileAllHaveChanged<T>({ columns }: MatrixDefinition, work: () => Promise<T>): Promise<T> {
  const [last] = await db.owner<{ id: string }>('SELECT max(id)::text AS id FROM change');
  await db.owner(
    `INSERT INTO change (change_set_id, revision, market_id, entity, "row", field, after)
     SELECT s.id, s.revision, c.market_id, c.entity, c."row", c.field, c.after
     FROM change c JOIN change_set s ON s.revision = $1 WHERE c.revision = $2 AND c.entity = $3`,
    [LATER, PORTFOLIO_REVISION, columns.find((c) => c.binding)?.binding?.entity],
  );
  try {
    return await work();
  } finally {
    await db.owner('DELETE FROM change WHERE id > $1::bigint', [last?.id]);
  }
}

/** What PostgreSQL did for each statement of `work`. */
async function plansOf(
  work: (tx: Transaction) => Promise<unknown>,
  how: 'for their values' | 'kept' = 'for their values',
): Promise<Plan[]> {
  const plans: Plan[] = [];
  await db.database.read(CALLER, (tx) => work(explaining(tx, plans, how)));
  expect(plans.length).toBeGreaterThan(0);
  return plans;
}

function expectLean(plans: readonly Plan[]): void {
  expect(plans.flatMap(scansOf).filter((table) => large.has(table))).toEqual([]);
  expect(plans.flatMap(spillsOf)).toEqual([]);
}

/** One code for each filter that names a column: `lineUps` is what `line_up` shows. */
function filtersOf(definition: MatrixDefinition, row: Row, columns: readonly string[]): MatrixFilter[] {
  return definition.filters.flatMap((filter) => {
    const column = filter.replace(/s$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const code = row[1 + columns.indexOf(column)];
    return columns.includes(column) && typeof code === 'string' ? [{ [filter]: [code] }] : [];
  });
}

test('the large tables are those of the cells and of the audit', () => {
  expect([...large].sort()).toEqual(expect.arrayContaining(['allocation', 'change', 'price']));
});

describe.each(MATRICES.map((m) => [m.kind, m] as const))('%s', (kind, definition) => {
  const request = { kind, asOf: PORTFOLIO_DAY };

  test.each(['for their values', 'kept'] as const)('pulled by plans %s reads what it shows, by index', async (how) => {
    const { rows, view } = pulled(kind);
    const columns = [...definition.header, ...view.columns].map((c) => c.key);
    const filters = filtersOf(definition, rows[Math.floor(rows.length / 2)] ?? [], columns);
    expect(filters.length).toBeGreaterThan(2);
    for (const filter of [{}, ...filters]) {
      let cells = 0;
      const plans = await plansOf(async (tx) => {
        const { rowCount, columns: shown } = await pullMatrix(tx, { ...request, filter });
        cells = rowCount * shown.length;
      }, how);
      expectLean(plans);
      // Each present price has a past one, which tells that its row is there, and a planned one, which tells nothing.
      const read = plans.reduce((sum, plan) => sum + rowsReadOf(plan, large), 0);
      expect({ filter, isMore: read > 2.2 * cells + FEW }).toEqual({ filter, isMore: false });
    }
  });

  test.each([
    ['for their values', 2 * FEW_ROWS],
    ['kept', FEW_ROWS],
  ] as const)('asked by plans %s for the rows that a push names reads by index', async (how, count) => {
    const { rows } = pulled(kind);
    const keys = rows.slice(0, count).map((row) => String(row[0]));
    const plans = await plansOf(async (tx) => {
      const { source, view } = await openView(tx, request);
      const { text, values, ...planning } = keyed(source.rows(view, { of: 'keys', keys }));
      expect(planning.keepsPlan).toBe(how === 'kept');
      expect(await tx.query(text, values, planning)).toHaveLength(keys.length);
    }, how);
    expectLean(plans);
  });

  test('asked for what is newer than a sheet reads by index, and no more than that', async () => {
    const { rows } = pulled(kind);
    const plans = await plansOf(async (tx) => {
      const { rows: newer, removed } = await matrixDelta(tx, request, { since: PORTFOLIO_REVISION });
      expect(await parsed(newer)).toEqual(rows.slice(0, CHANGED));
      expect(removed).toEqual([]);
    });
    expectLean(plans);
  });

  test('does ten times as much for ten times as many rows, named by a push or changed by one', async () => {
    const { rows } = pulled(kind);
    const few = rows.filter((row) => row[1] === rows[0]?.[1]);
    expect(rows).toHaveLength(10 * few.length);
    const inFew = { markets: [String(few[0]?.[1])] };
    const handled = async (filter: MatrixFilter, scope: RowScope): Promise<number> => {
      const plans = await plansOf(async (tx) => {
        const { source, view } = await openView(tx, { ...request, filter });
        const { text, values } = (scope.of === 'keys' ? keyed : delta)(source.rows(view, scope));
        await tx.query(text, values);
      });
      return plans.reduce((sum, plan) => sum + rowsHandledBy(plan), 0);
    };
    const named = (of: readonly Row[]): RowScope => ({ of: 'keys', keys: of.map((row) => String(row[0])) });
    const perKey = (await handled({}, named(rows))) / (await handled(inFew, named(few)));
    const perChange = await whileAllHaveChanged(definition, async () => {
      const newer = { of: 'since', since: PORTFOLIO_REVISION } as const;
      return (await handled({}, newer)) / (await handled(inFew, newer));
    });
    expect({ perKey, perChange, isMore: Math.max(perKey, perChange) > 12 }).toMatchObject({ isMore: false });
  }, 120_000);

  test('costs at most two statements between BEGIN and COMMIT, pulled or refreshed', async () => {
    for (const work of [
      (tx: Transaction) => pullMatrix(tx, request),
      (tx: Transaction) => matrixDelta(tx, request, { since: LATER }),
    ]) {
      db.queries.length = 0;
      await db.database.read(CALLER, async (tx) => work(tx));
      // How to plan is said ahead of a statement, without a round trip of its own.
      expect(db.queries.filter((sql) => ![KEEP_PLANS, PLAN_EACH].includes(sql)).length).toBeLessThanOrEqual(4);
    }
  });
});
