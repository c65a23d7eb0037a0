/** Price lists and prices. */
import { NEW, placesOfMarket } from './ground.queries.ts';
import type { Shape } from './size.ts';

export const PRICE_LISTS = `
  INSERT INTO price_list (id, code, name, region, state, ${NEW.columns})
  SELECT pg_temp.id('price list', n), (ARRAY['APAC', 'CH', 'EU', 'UK', 'US'])[n], 'List ' || n, 'Region ' || n, 'PUBLISHED', ${NEW.values}
  FROM generate_series(1, 5) n`;

/** Each price in a past, the present and a planned year; `percent` of the present amount. */
export const VERSIONS = [
  { from: '2025-01-01', to: '2026-01-01', percent: 95 },
  { from: '2026-01-01', to: '2027-01-01', percent: 100 },
  { from: '2027-01-01', to: null, percent: 104 },
] as const;

/** The prices of one market as of one version: all of them would be a statement of minutes. */
export interface PricePart {
  readonly shape: Shape;
  readonly market: number;
  readonly version: (typeof VERSIONS)[number];
}

const placesOf = ({ shape, market, version: { from, to, percent } }: PricePart): string =>
  `(VALUES (${market})) k (m), ${placesOfMarket(shape)},
    (VALUES (date '${from}', ${to === null ? 'NULL::date' : `date '${to}'`}, ${percent})) v (valid_from, valid_to, percent)`;

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

/** Offering by offering, as an import would bring them. */
const ORDER = `ORDER BY p, u, o, n, b.months, q.least`;

const isQuoted = `(o = 3 AND q.least = 500)`;

export const amounts = (part: PricePart): string => `
  INSERT INTO price (${COLUMNS})
  SELECT pg_temp.id('price/' || b.period || r.code || v.valid_from, m, p, u, o, n, q.least), ${ROW},
    c.id, c.code, c.minor_unit, 'LIST', round(${CENTS} / ${CENTS_PER_UNIT}::numeric / 100, 2), NULL, ${NEW.values}
  FROM ${placesOf(part)}, generate_series(1, 5) o, generate_series(1, 5) n, ${BILLING_PERIODS}, ${QUANTITIES},
    ${RATES}, currency c, price_list l
  WHERE c.code = r.code AND l.id = pg_temp.id('price list', n) AND NOT ${isQuoted}
  ${ORDER}, r.code`;

export const quotes = (part: PricePart): string => `
  INSERT INTO price (${COLUMNS})
  SELECT pg_temp.id('quote/' || b.period || v.valid_from, m, p, u, o, n, q.least), ${ROW},
    NULL, NULL, NULL, 'QUOTE', NULL, 'Ask your account team', ${NEW.values}
  FROM ${placesOf(part)}, generate_series(1, 5) o, generate_series(1, 5) n, ${BILLING_PERIODS}, ${QUANTITIES},
    price_list l
  WHERE l.id = pg_temp.id('price list', n) AND ${isQuoted}
  ${ORDER}`;
