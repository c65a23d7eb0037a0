/** People (ADMIN) and the roadmap (PRODUCT). */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  CODE,
  hasRole,
  keepCode,
  MARKET,
  oneOf,
  ROW,
  secure,
  secureByMarket,
  SIGNED_IN,
  text,
  within,
} from './parts.ts';

const STATES = ['IDEA', 'PLANNED', 'COMMITTED', 'IN_PROGRESS', 'INCUBATING', 'RELEASED', 'DROPPED'];

const TABLES = `
  CREATE TABLE person (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    ${text('title', 255)}
  );

  CREATE TABLE roadmap_item (${ROW},
    ${MARKET},
    ${CODE},
    ${text('title', 255)} NOT NULL,
    product_id uuid NOT NULL REFERENCES product,
    solution_id uuid,
    ${oneOf('investment', ['INCREMENTAL', 'GROWTH'])} NOT NULL DEFAULT 'INCREMENTAL',
    ${oneOf('origin', ['PROACTIVE', 'RESPONSIVE'])} NOT NULL DEFAULT 'PROACTIVE',
    ${oneOf('state', STATES)} NOT NULL DEFAULT 'IDEA',
    owner_id uuid REFERENCES person,
    starts_on date,
    ends_on date,
    baseline_starts_on date,
    baseline_ends_on date,
    ${within('confidence', 0, 100)},
    ${text('slip_reason', 4000)},
    CONSTRAINT roadmap_item_ends_after_it_starts CHECK (ends_on >= starts_on),
    CONSTRAINT roadmap_item_baseline_ends_after_it_starts CHECK (baseline_ends_on >= baseline_starts_on),
    UNIQUE (market_id, code),
    UNIQUE (market_id, id),
    FOREIGN KEY (market_id, solution_id) REFERENCES solution (market_id, id)
  );
  CREATE INDEX ON roadmap_item (product_id, market_id);
  CREATE INDEX ON roadmap_item (solution_id);
  CREATE INDEX ON roadmap_item (owner_id);

  CREATE TABLE item_requirement (${ROW},
    ${MARKET},
    item_id uuid NOT NULL,
    requirement_id uuid NOT NULL REFERENCES product_requirement,
    FOREIGN KEY (market_id, item_id) REFERENCES roadmap_item (market_id, id)
  );
  CREATE UNIQUE INDEX item_requirement_key ON item_requirement (market_id, item_id, requirement_id)
    WHERE archived_at IS NULL;
  CREATE INDEX ON item_requirement (item_id);
  CREATE INDEX ON item_requirement (requirement_id, market_id);

  CREATE TABLE item_dependency (${ROW},
    ${MARKET},
    item_id uuid NOT NULL,
    depends_on_id uuid NOT NULL,
    -- Longer circles are found by the roadmap's checks, which see all dependencies at once.
    CONSTRAINT item_dependency_not_on_itself CHECK (item_id <> depends_on_id),
    FOREIGN KEY (market_id, item_id) REFERENCES roadmap_item (market_id, id),
    FOREIGN KEY (market_id, depends_on_id) REFERENCES roadmap_item (market_id, id)
  );
  CREATE UNIQUE INDEX item_dependency_key ON item_dependency (market_id, item_id, depends_on_id)
    WHERE archived_at IS NULL;
  CREATE INDEX ON item_dependency (item_id);
  CREATE INDEX ON item_dependency (depends_on_id)`;

export class Roadmap1795219200009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(secure('person', { read: SIGNED_IN, write: hasRole('ADMIN') }));
    for (const table of ['roadmap_item', 'item_requirement', 'item_dependency']) {
      await runner.query(secureByMarket(table, 'PRODUCT'));
    }
    for (const table of ['person', 'roadmap_item']) await runner.query(keepCode(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE item_dependency, item_requirement, roadmap_item, person');
  }
}
