/**
 * Suites, lines, products and what of them is offered. Suites, lines and products belong to no market: who may see them is
 * settled once all areas that reach them exist, in the reach migration. Written by PRODUCT.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CODE, keepCode, MARKET, oneOf, ROW, secureByMarket, text, within } from './parts.ts';

const LIFECYCLE = oneOf('lifecycle', ['DRAFT', 'INCUBATING', 'ACTIVE', 'SUNSET', 'RETIRED']);

const PRODUCTS = `
  CREATE TABLE product_suite (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    ${text('acquired_from', 255)},
    acquired_on date
  );

  CREATE TABLE product_line (${ROW},
    ${CODE} UNIQUE,
    suite_id uuid NOT NULL REFERENCES product_suite,
    ${text('name', 255)} NOT NULL,
    ${oneOf('posture', ['HIGH_MAINTENANCE', 'HIGH_GROWTH', 'BALANCED'])} NOT NULL
  );
  CREATE INDEX ON product_line (suite_id);

  CREATE TABLE product (${ROW},
    ${CODE} UNIQUE,
    line_id uuid NOT NULL REFERENCES product_line,
    ${text('name', 255)} NOT NULL,
    ${LIFECYCLE} NOT NULL,
    UNIQUE (id, line_id)
  );
  CREATE INDEX ON product (line_id)`;

/**
 * An offering's line is a copy of its line-up's, so that two composite keys hold its product and its line-up on one line.
 * Moving a line-up to another line takes its offerings along, and is refused while their products stay behind.
 */
const OFFERINGS = `
  CREATE TABLE line_up (${ROW},
    ${MARKET},
    ${CODE},
    problem_id uuid NOT NULL,
    line_id uuid NOT NULL REFERENCES product_line,
    ${text('name', 255)} NOT NULL,
    UNIQUE (market_id, code),
    UNIQUE (market_id, id, line_id),
    FOREIGN KEY (market_id, problem_id) REFERENCES problem (market_id, id)
  );
  CREATE INDEX ON line_up (problem_id);
  CREATE INDEX ON line_up (line_id, market_id);

  CREATE TABLE offering (${ROW},
    ${MARKET},
    ${CODE},
    line_up_id uuid NOT NULL,
    product_id uuid NOT NULL,
    line_id uuid NOT NULL REFERENCES product_line,
    ${text('name', 255)} NOT NULL,
    ${oneOf('kind', ['TIER', 'ADD_ON'])} NOT NULL,
    ${within('tier_rank', 1, 100)},
    ${text('tier_name', 64)},
    ${text('delivery', 255)},
    ${LIFECYCLE} NOT NULL,
    CONSTRAINT offering_only_tiers_have_a_rank CHECK ((kind = 'TIER') = (tier_rank IS NOT NULL)),
    UNIQUE (market_id, code),
    UNIQUE (market_id, id),
    FOREIGN KEY (market_id, line_up_id, line_id) REFERENCES line_up (market_id, id, line_id) ON UPDATE CASCADE,
    FOREIGN KEY (product_id, line_id) REFERENCES product (id, line_id)
  );
  CREATE INDEX ON offering (line_up_id);
  CREATE INDEX ON offering (product_id, market_id);
  CREATE INDEX ON offering (line_id, market_id);

  CREATE TABLE offering_segment (${ROW},
    ${MARKET},
    offering_id uuid NOT NULL,
    segment_id uuid NOT NULL,
    ${oneOf('intent', ['PRIMARY', 'SECONDARY', 'OPPORTUNISTIC'])} NOT NULL DEFAULT 'PRIMARY',
    ${text('value_statement', 4000)},
    FOREIGN KEY (market_id, offering_id) REFERENCES offering (market_id, id),
    FOREIGN KEY (market_id, segment_id) REFERENCES segment (market_id, id)
  );
  CREATE UNIQUE INDEX offering_segment_key ON offering_segment (market_id, offering_id, segment_id)
    WHERE archived_at IS NULL;
  CREATE INDEX ON offering_segment (offering_id);
  CREATE INDEX ON offering_segment (segment_id);

  CREATE TABLE solution (${ROW},
    ${MARKET},
    ${CODE},
    ${text('name', 255)} NOT NULL,
    ${oneOf('state', ['IDEA', 'PROPOSED', 'COMMITTED', 'RELEASED', 'DROPPED'])} NOT NULL,
    ${text('value_statement', 4000)},
    UNIQUE (market_id, code),
    UNIQUE (market_id, id)
  )`;

export class Portfolio1795219200004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(PRODUCTS);
    await runner.query(OFFERINGS);
    for (const table of ['line_up', 'offering', 'offering_segment', 'solution']) {
      await runner.query(secureByMarket(table, 'PRODUCT'));
    }
    for (const table of ['product_suite', 'product_line', 'product', 'line_up', 'offering', 'solution']) {
      await runner.query(keepCode(table));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'DROP TABLE solution, offering_segment, offering, line_up, product, product_line, product_suite',
    );
  }
}
