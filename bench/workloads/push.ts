/**
 * Pushes of new amounts for prices that begin on the pushed day: every contender writes the same cells, again and again, so
 * that the tables do not grow under the measurement. The first push makes the prices begin there.
 */
import type pg from 'pg';
import { type Cells } from '../answers/cells.ts';
import type { Field } from '../frame/contenders.ts';
import { tokenOf } from '../frame/databases.ts';
import type { HttpRequest } from '../frame/http.ts';
import type { Effort, Ask, Workload } from '../frame/measure.ts';
import { dataOf, graphql, touched } from './ask.ts';

/** After every planned price, so that no cell warns of a past date and the versions before stay as they are. */
export const PUSH_DAY = '2099-01-01';

/** As the add-in asks (addin/operations/writes.graphql). */
const PUSH = `mutation PushChanges($input: PushInput!) {
  pushChanges(input: $input) {
    changeSet { id revision author reason at state }
    revision applied unchanged
    inserted { part temporary key }
    rejections { part row column code message nextStep base mine theirs by at }
    warnings { part row column code message nextStep base mine theirs by at }
    deltas { revision rows removed }
  }
}`;

const NAIVE = 'mutation ($edits: [PriceEdit!]!) { setPrices(edits: $edits) }';

interface PriceRow {
  readonly id: string;
  readonly revision: number;
  readonly key: string;
  readonly cell: string;
  readonly amount: string;
}

/** The first `count` amounts of the markets, as they hold on the day. */
const PRICES = `
  SELECT p.id, p.revision, concat_ws('/', m.code, o.code, l.code, p.billing_period, p.min_quantity) AS key, p.cell, p.amount
  FROM price p JOIN market m ON m.id = p.market_id JOIN offering o ON o.id = p.offering_id
    JOIN price_list l ON l.id = p.price_list_id
  WHERE ($1::text[] IS NULL OR m.code = ANY ($1)) AND p.kind = 'LIST' AND p.archived_at IS NULL AND p.valid_from <= $2 AND p.valid_to IS NULL
  ORDER BY m.code, o.code, l.code, p.billing_period, p.min_quantity, p.cell LIMIT $3`;

interface Pushes {
  readonly monitor: pg.Client;
  /** Null is all. */
  readonly markets: readonly string[] | null;
  readonly count: number;
}

/** A cent up or down, in turn: no warning, and never the amount that is stored. */
function nextAmount({ amount }: PriceRow): string {
  const cents = Math.round(Number(amount) * 100);
  return ((cents % 2 === 0 ? cents + 1 : cents - 1) / 100).toFixed(2);
}

const appliedOf = (applied: number): Cells => new Map([['applied', String(applied)]]);

class PushAsks {
  readonly #of: Pushes;
  readonly #field: Field;

  constructor(field: Field, of: Pushes) {
    this.#field = field;
    this.#of = of;
  }

  product(o: { dryRun: boolean }): Ask {
    return {
      label: o.dryRun ? 'product dry run' : 'product',
      contender: this.#field.product,
      ...touched(this.#field.product),
      requests: async () => {
        const { edits, baseRevision } = await this.#edits();
        const request = { kind: 'TIER_PRICE', asOf: PUSH_DAY, filter: { markets: this.#of.markets } };
        const parts = [{ request, baseRevision, edits }];
        const input = { parts, dryRun: o.dryRun, reason: 'bench', idempotencyKey: crypto.randomUUID() };
        return [graphql(this.#field.product, { query: PUSH, variables: { input } }, 'pricing')];
      },
      cells: ([body = '']) => {
        const { pushChanges } = dataOf<{
          pushChanges: { applied: number; rejections: unknown[]; warnings: unknown[] };
        }>(body);
        const { applied, rejections, warnings } = pushChanges;
        if (rejections.length + warnings.length > 0) throw new Error(JSON.stringify(pushChanges).slice(0, 500));
        return appliedOf(applied);
      },
    };
  }

  raw(): Ask {
    const { raw } = this.#field;
    return {
      label: 'raw',
      contender: raw,
      ...touched(raw),
      requests: async () => {
        const push = { token: tokenOf('pricing'), day: PUSH_DAY, idempotencyKey: crypto.randomUUID() };
        return [{ url: `${raw.url}/push`, body: JSON.stringify({ ...push, ...(await this.#edits()) }) }];
      },
      cells: ([body = '']) => appliedOf((JSON.parse(body) as { result: { applied: number } }).result.applied),
    };
  }

  naive(): Ask {
    const { naive } = this.#field;
    return {
      label: 'naive',
      contender: naive,
      requests: async (): Promise<HttpRequest[]> => {
        const edits = (await this.#prices()).map((p) => ({ id: p.id, revision: p.revision, amount: nextAmount(p) }));
        return [graphql(naive, { query: NAIVE, variables: { edits } })];
      },
      cells: ([body = '']) => appliedOf(dataOf<{ setPrices: number }>(body).setPrices),
    };
  }

  async #prices(): Promise<PriceRow[]> {
    const { monitor, markets, count } = this.#of;
    const { rows } = await monitor.query<PriceRow>(PRICES, [markets, PUSH_DAY, count]);
    if (rows.length !== count) throw new Error(`there are ${rows.length} prices where ${count} were expected`);
    return rows;
  }

  async #edits(): Promise<{ edits: [string, string, string][]; baseRevision: number }> {
    const prices = await this.#prices();
    const { rows } = await this.#of.monitor.query<{ number: number }>('SELECT number FROM revision');
    const edits = prices.map((p): [string, string, string] => [p.key, p.cell, nextAmount(p)]);
    return { edits, baseRevision: rows[0]?.number ?? 0 };
  }
}

/** The field must stand on a copy: this writes. */
export function pushWorkload(field: Field, o: Pushes & { name: string; effort: Effort }): Workload {
  const asks = new PushAsks(field, o);
  // In this order: the product's first push makes the prices begin on the day, which the others need.
  return { ...o, asks: [asks.product({ dryRun: false }), asks.raw(), asks.naive(), asks.product({ dryRun: true })] };
}
