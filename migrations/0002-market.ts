/** Markets, segments, problems. Structure: seen with the market, written by ADMIN. */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CODE, GRANTED, hasRole, keepCode, MARKET, oneOf, ROW, secure, secureByMarket, text, within } from './parts.ts';

const TABLES = `
  CREATE TABLE market (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    ${text('vision', 4000)},
    parent_id uuid REFERENCES market CHECK (parent_id <> id)
  );
  CREATE INDEX ON market (parent_id);

  CREATE TABLE segment (${ROW},
    ${MARKET},
    ${CODE},
    ${text('name', 255)} NOT NULL,
    UNIQUE (market_id, code),
    UNIQUE (market_id, id)
  );

  CREATE TABLE segment_criterion (${ROW},
    ${MARKET},
    segment_id uuid NOT NULL,
    ${text('attribute', 64)} NOT NULL,
    ${oneOf('operator', ['EQ', 'NE', 'LT', 'LE', 'GT', 'GE', 'IN'])} NOT NULL,
    ${text('value', 255)} NOT NULL,
    FOREIGN KEY (market_id, segment_id) REFERENCES segment (market_id, id)
  );
  CREATE UNIQUE INDEX segment_criterion_key ON segment_criterion (market_id, segment_id, attribute, operator, value)
    WHERE archived_at IS NULL;
  CREATE INDEX ON segment_criterion (segment_id);

  CREATE TABLE problem (${ROW},
    ${MARKET},
    ${CODE},
    ${text('name', 255)} NOT NULL,
    UNIQUE (market_id, code),
    UNIQUE (market_id, id)
  );

  CREATE TABLE segment_problem (${ROW},
    ${MARKET},
    segment_id uuid NOT NULL,
    problem_id uuid NOT NULL,
    ${within('importance', 0, 5)} NOT NULL,
    ${within('max_choices', 1, 100)} NOT NULL DEFAULT 3,
    FOREIGN KEY (market_id, segment_id) REFERENCES segment (market_id, id),
    FOREIGN KEY (market_id, problem_id) REFERENCES problem (market_id, id)
  );
  CREATE UNIQUE INDEX segment_problem_key ON segment_problem (market_id, segment_id, problem_id)
    WHERE archived_at IS NULL;
  CREATE INDEX ON segment_problem (segment_id);
  CREATE INDEX ON segment_problem (problem_id)`;

export class Market1795219200002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    // A new market is not granted to anyone yet: its own INSERT cannot ask for the grant.
    await runner.query(secure('market', { read: `id = ${GRANTED}`, write: hasRole('ADMIN') }));
    for (const table of ['segment', 'segment_criterion', 'problem', 'segment_problem']) {
      await runner.query(secureByMarket(table));
    }
    for (const table of ['market', 'segment', 'problem']) await runner.query(keepCode(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE segment_problem, problem, segment_criterion, segment, market');
  }
}
