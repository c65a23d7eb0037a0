/** Business requirements of markets, product requirements, and what serves what. Written by PRODUCT. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CODE, keepCode, MARKET, notNegative, oneOf, ROW, secureByMarket, text, within } from './parts.ts';

const TABLES = `
  CREATE TABLE business_requirement (${ROW},
    ${MARKET},
    ${CODE},
    ${oneOf('layer', ['EXECUTIVE', 'SENIOR_MANAGER', 'USER'])} NOT NULL,
    ${text('driver', 4000)},
    ${text('statement', 4000)} NOT NULL,
    ${within('strategic_value', 1, 5)} NOT NULL,
    UNIQUE (market_id, code),
    UNIQUE (market_id, id)
  );

  CREATE TABLE product_requirement (${ROW},
    ${CODE} UNIQUE,
    product_id uuid NOT NULL REFERENCES product,
    ${oneOf('kind', ['FUNCTION', 'SERVICE', 'PERFORMANCE', 'COMPLIANCE', 'INTEGRATION'])} NOT NULL,
    ${text('statement', 4000)} NOT NULL,
    ${within('priority', 1, 5)} NOT NULL,
    ${notNegative('effort')}
  );
  CREATE INDEX ON product_requirement (product_id);

  CREATE TABLE requirement_link (${ROW},
    ${MARKET},
    business_requirement_id uuid NOT NULL,
    product_requirement_id uuid NOT NULL REFERENCES product_requirement,
    ${notNegative('weight')} NOT NULL DEFAULT 1,
    FOREIGN KEY (market_id, business_requirement_id) REFERENCES business_requirement (market_id, id)
  );
  CREATE UNIQUE INDEX requirement_link_key
    ON requirement_link (market_id, business_requirement_id, product_requirement_id) WHERE archived_at IS NULL;
  CREATE INDEX ON requirement_link (business_requirement_id);
  CREATE INDEX ON requirement_link (product_requirement_id, market_id)`;

export class Requirement1795219200005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    for (const table of ['business_requirement', 'requirement_link']) {
      await runner.query(secureByMarket(table, 'PRODUCT'));
    }
    for (const table of ['business_requirement', 'product_requirement']) await runner.query(keepCode(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE requirement_link, product_requirement, business_requirement');
  }
}
