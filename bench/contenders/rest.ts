/** Hand-written REST: a flat SELECT, its rows as objects, JSON.stringify. No row-level security, no transaction. */
import pg from 'pg';
import { serveJson } from './serve-json.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 10 });

const PRICES = `
  SELECT m.code AS market, b.code AS problem, s.code AS suite, n.code AS line, u.code AS line_up, o.tier_rank,
    o.code AS offering, p.metric, l.code AS price_list, p.billing_period, p.min_quantity, p.cell, p.amount, p.text
  FROM price p JOIN market m ON m.id = p.market_id JOIN offering o ON o.id = p.offering_id
    JOIN line_up u ON u.id = o.line_up_id JOIN problem b ON b.id = u.problem_id
    JOIN product_line n ON n.id = o.line_id JOIN product_suite s ON s.id = n.suite_id
    JOIN price_list l ON l.id = p.price_list_id
  WHERE p.archived_at IS NULL AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to > $1)`;

/** The parameters of a request that narrow it, and the columns that they mean. */
const COLUMNS = { markets: 'm.code', problems: 'b.code', lineUps: 'u.code' } as const;

interface PriceRow {
  readonly market: string;
  readonly problem: string;
  readonly suite: string;
  readonly line: string;
  readonly line_up: string;
  readonly tier_rank: number | null;
  readonly offering: string;
  readonly metric: string | null;
  readonly price_list: string;
  readonly billing_period: string;
  readonly min_quantity: number;
  readonly cell: string;
  readonly amount: string | null;
  readonly text: string | null;
}

const priceOf = (row: PriceRow): object => ({
  market: row.market,
  problem: row.problem,
  suite: row.suite,
  line: row.line,
  lineUp: row.line_up,
  tierRank: row.tier_rank,
  offering: row.offering,
  metric: row.metric,
  priceList: row.price_list,
  billingPeriod: row.billing_period,
  minQuantity: row.min_quantity,
  cell: row.cell,
  amount: row.amount === null ? null : Number(row.amount),
  quote: row.text,
});

serveJson({
  '/prices': async (body) => {
    const values: unknown[] = [body['day']];
    const narrowed = Object.entries(COLUMNS).flatMap(([key, column]) =>
      Array.isArray(body[key]) ? [` AND ${column} = ANY ($${values.push(body[key])})`] : [],
    );
    const { rows } = await pool.query<PriceRow>(PRICES + narrowed.join(''), values);
    return JSON.stringify(rows.map(priceOf));
  },
});
