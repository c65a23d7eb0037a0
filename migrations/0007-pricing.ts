/** Price lists (ADMIN) and prices (PRICING). */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CODE,
  GRANTED,
  hasRole,
  keepCode,
  MARKET,
  notNegative,
  oneOf,
  ROW,
  secure,
  secureByMarket,
  SIGNED_IN,
  text,
  within,
} from './parts.ts';

/** Stands for "any" where a composite key needs a value: NULL would switch the key off. */
const ANY_MARKET = `'00000000-0000-0000-0000-000000000000'::uuid`;

const PRICE_LIST = `
  CREATE TABLE price_list (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    market_id uuid REFERENCES market,
    segment_id uuid,
    ${text('region', 255)},
    ${oneOf('state', ['DRAFT', 'PUBLISHED', 'CLOSED'])} NOT NULL,
    ${within('decimals', 0, 6)},
    -- What prices hold a copy of: -1 and the nil market mean that the list does not say.
    list_decimals integer NOT NULL GENERATED ALWAYS AS (coalesce(decimals, -1)) STORED,
    list_market_id uuid NOT NULL GENERATED ALWAYS AS (coalesce(market_id, ${ANY_MARKET})) STORED,
    CONSTRAINT price_list_segment_needs_its_market CHECK (segment_id IS NULL OR market_id IS NOT NULL),
    FOREIGN KEY (market_id, segment_id) REFERENCES segment (market_id, id),
    UNIQUE (id, list_decimals, list_market_id)
  );
  CREATE INDEX ON price_list (market_id);
  CREATE INDEX ON price_list (segment_id)`;

/** Which currencies a price stands in the way of. Whoever writes a price calls its constructor, in the EXCLUDE below. */
const RANGE = `
  CREATE TYPE mg.uuid_range AS RANGE (subtype = uuid);
  REVOKE ALL ON FUNCTION mg.uuid_range(uuid, uuid), mg.uuid_range(uuid, uuid, text), mg.uuid_multirange(),
    mg.uuid_multirange(mg.uuid_range), mg.uuid_multirange(mg.uuid_range[]) FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION mg.uuid_range(uuid, uuid, text) TO marketgrid_api`;

/**
 * currency_code, minor_unit, list_decimals and list_market_id are copies: a CHECK sees one row only, so the composite keys
 * bring it what it must compare, refuse false copies, and change them with the currency or the list. The store copies them
 * in the INSERT itself: a trigger would ask for them again for each row, and cost a tenth of the write (measured).
 *
 * No index on revision or amount, and room in each page: a new amount is then written in place (HOT), without touching
 * any index.
 */
const PRICE = `
  CREATE TABLE price (${ROW},
    ${MARKET},
    offering_id uuid NOT NULL,
    price_list_id uuid NOT NULL,
    ${oneOf('billing_period', ['ONE_TIME', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'QUARTER', 'YEAR', 'RETURN', 'USE'])} NOT NULL,
    ${within('min_quantity', 1, 1_000_000_000)} NOT NULL DEFAULT 1,
    currency_id uuid,
    ${oneOf('kind', ['LIST', 'QUOTE'])} NOT NULL,
    ${notNegative('amount')},
    ${text('text', 4000)},
    ${text('metric', 64)},
    valid_from date NOT NULL,
    valid_to date,
    currency_code text,
    minor_unit integer,
    list_decimals integer NOT NULL,
    list_market_id uuid NOT NULL,
    cell text NOT NULL GENERATED ALWAYS AS (coalesce(currency_code, 'quote')) STORED,

    FOREIGN KEY (market_id, offering_id) REFERENCES offering (market_id, id),
    CONSTRAINT price_currency FOREIGN KEY (currency_id, currency_code, minor_unit)
      REFERENCES currency (id, code, minor_unit) ON UPDATE CASCADE,
    CONSTRAINT price_list_of_price FOREIGN KEY (price_list_id, list_decimals, list_market_id)
      REFERENCES price_list (id, list_decimals, list_market_id) ON UPDATE CASCADE,
    CONSTRAINT price_copies_its_currency CHECK (num_nulls(currency_id, currency_code, minor_unit) IN (0, 3)),
    CONSTRAINT price_is_an_amount_or_a_quote CHECK (CASE kind
      WHEN 'LIST' THEN num_nulls(currency_id, amount) = 0 AND text IS NULL
      ELSE text IS NOT NULL AND num_nonnulls(currency_id, amount) = 0 END),
    CONSTRAINT price_has_the_decimals_of_its_list_or_currency
      CHECK (amount = round(amount, CASE WHEN list_decimals >= 0 THEN list_decimals ELSE minor_unit END)),
    CONSTRAINT price_is_of_its_lists_market CHECK (list_market_id IN (market_id, ${ANY_MARKET})),
    CONSTRAINT price_ends_after_it_begins CHECK (valid_from < valid_to),
    -- No two amounts of one currency in force at once, and no amount beside a quote: a quote has no currency, so that its
    -- range of currencies is without bounds and overlaps with each. Deferred, so that a boundary can move within one
    -- transaction. One constraint does for both, since each costs a sixth of the write, and of its columns those first
    -- that divide most (measured, 192,000 prices). A range of ids takes any currency's code and can never mistake two
    -- currencies for one.
    CONSTRAINT price_is_the_only_one_in_force EXCLUDE USING gist (
      offering_id WITH =, mg.uuid_range(currency_id, currency_id, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&,
      price_list_id WITH =, billing_period WITH =, min_quantity WITH =
    ) WHERE (archived_at IS NULL) DEFERRABLE INITIALLY DEFERRED
  ) WITH (fillfactor = 80);
  CREATE INDEX ON price (market_id, valid_to);
  CREATE INDEX ON price (offering_id, price_list_id, billing_period, min_quantity, cell, valid_from);
  -- Which currencies a market has prices in, and since when: one probe for each (the columns of a pull).
  CREATE INDEX ON price (market_id, cell, created_revision) WHERE archived_at IS NULL;
  CREATE INDEX ON price (market_id, cell) WHERE archived_at IS NOT NULL;
  CREATE INDEX ON price (price_list_id)`;

export class Pricing1795219200007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PRICE_LIST);
    await runner.query(RANGE);
    await runner.query(PRICE);
    const seen = `market_id = ${GRANTED} OR (market_id IS NULL AND ${SIGNED_IN})`;
    await runner.query(secure('price_list', { read: seen, write: `(${seen}) AND ${hasRole('ADMIN')}` }));
    await runner.query(keepCode('price_list'));
    await runner.query(secureByMarket('price', 'PRICING'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE price, price_list');
    await runner.query('DROP TYPE mg.uuid_range');
  }
}
