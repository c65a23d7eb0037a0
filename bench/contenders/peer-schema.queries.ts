/**
 * What the peers have beside the product's own tables: the functions that PostGraphile serves. One for each way to narrow
 * the prices, as somebody would write them who knows that PostgreSQL plans `x IS NULL OR …` badly in a prepared statement.
 * Without row-level security: the peers are superusers.
 */

/** By the suffix of its functions: what they take beside the day, and what that asks. */
const NARROWED = {
  all: { takes: '', where: '' },
  of_markets: { takes: ', markets text[]', where: 'AND m.code = ANY (markets)' },
  of_problems: {
    takes: ', markets text[], problems text[]',
    where: 'AND m.code = ANY (markets) AND b.code = ANY (problems)',
  },
  of_line_ups: {
    takes: ', markets text[], line_ups text[]',
    where: 'AND m.code = ANY (markets) AND u.code = ANY (line_ups)',
  },
} as const;

const IN_FORCE = 'p.archived_at IS NULL AND p.valid_from <= day AND (p.valid_to IS NULL OR p.valid_to > day)';

const PRICED = `public.price p JOIN public.market m ON m.id = p.market_id JOIN public.offering o ON o.id = p.offering_id
      JOIN public.line_up u ON u.id = o.line_up_id JOIN public.problem b ON b.id = u.problem_id`;

const FLAT = `m.code, b.code, s.code, n.code, u.code, o.tier_rank, o.code, p.metric, l.code, p.billing_period,
      p.min_quantity, p.cell, trim_scale(p.amount), p.text`;

const prices = Object.entries(NARROWED).map(
  ([suffix, { takes, where }]) => `
  CREATE FUNCTION peer.prices_${suffix}(day date${takes}) RETURNS SETOF public.price LANGUAGE sql STABLE AS $$
    SELECT p.* FROM ${suffix === 'all' ? 'public.price p' : PRICED} WHERE ${IN_FORCE} ${where} $$;
  CREATE FUNCTION peer.flat_prices_${suffix}(day date${takes}) RETURNS SETOF peer.flat_price LANGUAGE sql STABLE AS $$
    SELECT ${FLAT} FROM ${PRICED}
      JOIN public.product_line n ON n.id = o.line_id JOIN public.product_suite s ON s.id = n.suite_id
      JOIN public.price_list l ON l.id = p.price_list_id
    WHERE ${IN_FORCE} ${where} $$;`,
);

export const PEER_SCHEMA = `
  DROP SCHEMA IF EXISTS peer CASCADE;
  CREATE SCHEMA peer;
  CREATE TYPE peer.flat_price AS (market text, problem text, suite text, line text, line_up text, tier_rank int,
    offering text, metric text, price_list text, billing_period text, min_quantity int, cell text, amount numeric, quote text);
  ${prices.join('')}

  CREATE TYPE peer.flat_allocation AS (market text, line text, function text, posture text, period text, amount numeric);
  CREATE FUNCTION peer.flat_allocations(markets text[]) RETURNS SETOF peer.flat_allocation LANGUAGE sql STABLE AS $$
    SELECT m.code, n.code, a.function, n.posture, f.code, trim_scale(a.amount)
    FROM public.allocation a JOIN public.market m ON m.id = a.market_id JOIN public.product_line n ON n.id = a.line_id
      JOIN public.fiscal_period f ON f.id = a.period_id
    WHERE a.archived_at IS NULL AND m.code = ANY (markets) $$;
  CREATE FUNCTION peer.allocations_of(markets text[]) RETURNS SETOF public.allocation LANGUAGE sql STABLE AS $$
    SELECT a.* FROM public.allocation a JOIN public.market m ON m.id = a.market_id
    WHERE a.archived_at IS NULL AND m.code = ANY (markets) $$;

  CREATE FUNCTION peer.line_ups_of(markets text[]) RETURNS SETOF public.line_up LANGUAGE sql STABLE AS $$
    SELECT u.* FROM public.line_up u JOIN public.market m ON m.id = u.market_id
    WHERE u.archived_at IS NULL AND m.code = ANY (markets) ORDER BY m.code, u.code $$`;
