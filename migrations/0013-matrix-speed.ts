/**
 * What pulls and deltas find their rows by, and policies that ask for the rows that are read instead of listing all that may be.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = `
  -- Which prices of an offering are in force on a day, and which have ended. Takes the place of (market_id, valid_to).
  CREATE INDEX price_in_force ON price (offering_id, price_list_id, valid_to, valid_from) WHERE archived_at IS NULL;
  DROP INDEX price_market_id_valid_to_idx;
  -- In which currencies an offering has prices, and since when.
  CREATE INDEX price_currency_of_offering ON price (offering_id, cell, created_revision) WHERE archived_at IS NULL;
  CREATE INDEX price_currency_gone ON price (offering_id, cell) WHERE archived_at IS NOT NULL;
  -- What labels rows and seldom changes: a delta finds what is newer than its sheet.
  CREATE INDEX ON line_up (revision);
  CREATE INDEX ON offering (revision);
  CREATE INDEX ON offering_segment (revision);
  CREATE INDEX ON problem (revision)`;

export class MatrixSpeed1795219200013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEXES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP INDEX price_in_force, price_currency_of_offering, price_currency_gone, line_up_revision_idx,
      offering_revision_idx, offering_segment_revision_idx, problem_revision_idx`);
    await runner.query('CREATE INDEX ON price (market_id, valid_to)');
  }
}
