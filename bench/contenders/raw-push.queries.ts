/** The statements of the raw push. */

export const KNOWN = 'SELECT 1 FROM change_set WHERE author_id = $1 AND idempotency_key = $2';

export const CHANGE_SET = `
  INSERT INTO change_set (id, revision, author_id, author_name, matrix, kind, state, idempotency_key, applied_at)
  VALUES ($1, $2, $3, $4, 'TIER_PRICE', 'PUSH', 'APPLIED', $5, now())`;

/** Finds each price by index, compares its revision with what the sheet showed, writes it and its change. */
export const WRITE_PRICES = `
  WITH edit AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[], $6::text[], $7::numeric[])
      WITH ORDINALITY AS e (market, offering, list, period, quantity, cell, amount, n)
  ), place AS MATERIALIZED (
    -- Few, and named by many edits: looked for once.
    SELECT t.market, t.offering, o.id
    FROM (SELECT DISTINCT market, offering FROM edit) t JOIN market m ON m.code = t.market
      JOIN offering o ON o.market_id = m.id AND o.code = t.offering
  ), found AS (
    SELECT e.*, p.id, p.market_id, p.amount AS before
    FROM edit e JOIN place o ON o.market = e.market AND o.offering = e.offering
      JOIN price_list l ON l.code = e.list
      JOIN price p ON p.offering_id = o.id AND p.price_list_id = l.id AND p.billing_period = e.period
        AND p.min_quantity = e.quantity AND p.cell = e.cell AND p.valid_from = $8::date
    WHERE p.archived_at IS NULL AND p.revision <= $9
  ), written AS (
    UPDATE price p SET amount = f.amount, revision = $10, updated_at = now() FROM found f WHERE p.id = f.id
    RETURNING f.*, p.valid_from, p.valid_to
  ), audited AS (
    INSERT INTO change (change_set_id, revision, market_id, entity, "row", field, valid_from, valid_to, before_from, before, after)
    SELECT $11, $10, w.market_id, 'Price', concat_ws('/', w.market, w.offering, w.list, w.period, w.quantity, w.cell), 'amount',
      w.valid_from, w.valid_to, w.valid_from, trim_scale(w.before)::text, trim_scale(w.amount)::text
    FROM written w ORDER BY w.n
    RETURNING 1
  ) SELECT count(*)::int AS applied FROM audited`;

/**
 * Tier order, size of the change, past dates and gaps in the calendar, over what the touched line-ups have from the day on.
 * A tier gap has no limits by default, so that the product looks for none either.
 */
export const RULES = `
  WITH touched AS (
    SELECT DISTINCT o.line_up_id, l.id AS list_id, l.state
    FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[]) e (market, offering, list)) t
      JOIN market m ON m.code = t.market JOIN offering o ON o.market_id = m.id AND o.code = t.offering
      JOIN price_list l ON l.code = t.list
  ), priced AS (
    SELECT p.*, o.line_up_id, o.tier_rank, t.state FROM touched t
      JOIN offering o ON o.line_up_id = t.line_up_id AND o.archived_at IS NULL
      JOIN price p ON p.offering_id = o.id AND p.price_list_id = t.list_id AND p.archived_at IS NULL
        AND (p.valid_to IS NULL OR p.valid_to > $4::date)
  ), beside AS (
    SELECT p.*,
      lag(p.amount) OVER (PARTITION BY line_up_id, price_list_id, billing_period, min_quantity, cell, valid_from
        ORDER BY tier_rank) AS lower,
      lead(p.valid_from) OVER (PARTITION BY offering_id, price_list_id, billing_period, min_quantity, cell
        ORDER BY valid_from) AS next_from
    FROM priced p
  )
  SELECT count(*) FILTER (WHERE tier_rank IS NOT NULL AND amount < lower) AS tier_order,
    count(*) FILTER (WHERE next_from > valid_to) AS calendar_gap,
    count(*) FILTER (WHERE revision = $5 AND state = 'PUBLISHED' AND $4::date < current_date) AS past_date,
    (SELECT count(*) FROM change c WHERE c.revision = $5 AND c.after::numeric > c.before::numeric * 1.25) AS change_size
  FROM beside`;

/** The rows that the sheet must show now, as the matrix has them: labels once for each offering. */
export const DELTA = `
  WITH edited AS (
    SELECT DISTINCT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int[])
      e (market, offering, list, period, quantity)
  ), label AS MATERIALIZED (
    SELECT o.id, t.market, t.offering, b.code AS problem, s.code AS suite, n.code AS line, u.code AS line_up, o.tier_rank
    FROM (SELECT DISTINCT market, offering FROM edited) t JOIN market m ON m.code = t.market
      JOIN offering o ON o.market_id = m.id AND o.code = t.offering
      JOIN line_up u ON u.id = o.line_up_id JOIN problem b ON b.id = u.problem_id
      JOIN product_line n ON n.id = o.line_id JOIN product_suite s ON s.id = n.suite_id
  ), cells AS (
    SELECT o.id, e.list, e.period, e.quantity, max(p.metric) AS metric, max(p.text) AS quote,
      max(p.amount) FILTER (WHERE p.cell = 'CHF') AS chf, max(p.amount) FILTER (WHERE p.cell = 'EUR') AS eur,
      max(p.amount) FILTER (WHERE p.cell = 'GBP') AS gbp, max(p.amount) FILTER (WHERE p.cell = 'USD') AS usd
    FROM edited e JOIN label o ON o.market = e.market AND o.offering = e.offering JOIN price_list l ON l.code = e.list
      JOIN price p ON p.offering_id = o.id AND p.price_list_id = l.id AND p.billing_period = e.period
        AND p.min_quantity = e.quantity
    WHERE p.archived_at IS NULL AND p.valid_from <= $6::date AND (p.valid_to IS NULL OR p.valid_to > $6::date)
    GROUP BY o.id, e.list, e.period, e.quantity
  )
  SELECT '[' || coalesce(string_agg(json_build_array(concat_ws('/', o.market, o.offering, c.list, c.period, c.quantity),
      o.market, o.problem, o.suite, o.line, o.line_up, o.tier_rank, o.offering, c.metric, c.list, c.period, c.quantity,
      trim_scale(c.chf), trim_scale(c.eur), trim_scale(c.gbp), trim_scale(c.usd), c.quote)::text, ','), '') || ']' AS rows
  FROM cells c JOIN label o ON o.id = c.id`;
