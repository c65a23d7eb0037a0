/** Price lists and prices. */
import { NEW, PLACES } from './ground.queries.ts';
import type { Shape } from './size.ts';

export const PRICE_LISTS = `
  INSERT INTO price_list (id, code, name, region, state, ${NEW.columns})
  SELECT pg_temp.id('price list', n), (ARRAY['APAC', 'CH', 'EU', 'UK', 'US'])[n], 'List ' || n, 'Region ' || n, 'PUBLISHED', ${NEW.values}
  FROM generate_series(1, 5) n`;

/** Each price in a past, the present and a planned year; `percent` of the present amount. */
const VERSIONS = `(VALUES
    (date '2025-01-01', date '2026-01-01', 95), (date '2026-01-01', date '2027-01-01', 100), (date '2027-01-01', NULL, 104)
  ) v (valid_from, valid_to, percent)`;

const BILLING_PERIODS = `(VALUES ('MONTH', 1), ('YEAR', 10)) b (period, months)`;
const QUANTITIES = `(VALUES (1, 100), (10, 95), (50, 90), (100, 85), (500, 80)) q (least, percent)`;
const RATES = `(VALUES ('CHF', 88), ('EUR', 92), ('GBP', 79), ('USD', 100)) r (code, percent)`;

/** Cents: from 10.00 to 50.00 a month for the first tier, more for each further one, a little more on each further list. */
const CENTS = `(1000 + (m * 131 + p * 17 + u * 7) % 400 * 10)::bigint * (ARRAY[100, 180, 300, 40, 60])[o] * b.months
    * (98 + 2 * n) * q.percent * r.percent * v.percent`;
const CENTS_PER_UNIT = `10000000000`;

const COLUMNS = `id, market_id, offering_id, price_list_id, billing_period, min_quantity, metric, valid_from, valid_to,
    list_decimals, list_market_id, currency_id, currency_code, minor_unit, kind, amount, text, ${NEW.columns}`;

const ROW = `pg_temp.id('market', m), pg_temp.id('offering', m, p, u, o), l.id, b.period, q.least, 'user', v.valid_from,
    v.valid_to, l.list_decimals, l.list_market_id`;

/** In the order in which a portfolio's history comes about: year by year, and within a year offering by offering. */
const ORDER = `ORDER BY v.valid_from, m, p, u, o, n, b.months, q.least`;

const isQuoted = `(o = 3 AND q.least = 500)`;

export const amounts = (shape: Shape): string => `
  INSERT INTO price (${COLUMNS})
  SELECT pg_temp.id('price/' || b.period || r.code || v.valid_from, m, p, u, o, n, q.least), ${ROW},
    c.id, c.code, c.minor_unit, 'LIST', round(${CENTS} / ${CENTS_PER_UNIT}::numeric / 100, 2), NULL, ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(1, 5) o, generate_series(1, 5) n, ${BILLING_PERIODS}, ${QUANTITIES}, ${VERSIONS},
    ${RATES}, currency c, price_list l
  WHERE c.code = r.code AND l.id = pg_temp.id('price list', n) AND NOT ${isQuoted}
  ${ORDER}, r.code`;

export const quotes = (shape: Shape): string => `
  INSERT INTO price (${COLUMNS})
  SELECT pg_temp.id('quote/' || b.period || v.valid_from, m, p, u, o, n, q.least), ${ROW},
    NULL, NULL, NULL, 'QUOTE', NULL, 'Ask your account team', ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(1, 5) o, generate_series(1, 5) n, ${BILLING_PERIODS}, ${QUANTITIES}, ${VERSIONS},
    price_list l
  WHERE l.id = pg_temp.id('price list', n) AND ${isQuoted}
  ${ORDER}`;
