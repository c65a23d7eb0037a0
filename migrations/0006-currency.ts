/**
 * Currencies of ISO 4217 as system rows of revision 0.
 * Facts: github.com/datasets/currency-codes, data/codes-all.csv at ab9b0ae (2026-02-01), public domain (ODC-PDDL 1.0):
 * every currency that is not withdrawn and has a minor unit.
 */
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { CODE, hasRole, keepCode, ROW, secure, SIGNED_IN, text, within } from './parts.ts';
import { ISO_4217 } from './iso-4217.ts';

const TABLE = `
  CREATE TABLE currency (${ROW},
    ${CODE} UNIQUE,
    ${text('name', 255)} NOT NULL,
    ${within('minor_unit', 0, 4)} NOT NULL,
    UNIQUE (id, code, minor_unit)
  )`;

export class Currency1795219200006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
    // Before row-level security is forced on the owner too.
    await runner.query(
      `INSERT INTO currency (code, name, minor_unit, revision, created_revision)
       SELECT code, name, minor_unit, 0, 0 FROM unnest($1::text[], $2::text[], $3::int[]) AS iso (code, name, minor_unit)`,
      [ISO_4217.map(([code]) => code), ISO_4217.map(([, name]) => name), ISO_4217.map(([, , unit]) => unit)],
    );
    await runner.query(secure('currency', { read: SIGNED_IN, write: hasRole('ADMIN') }));
    await runner.query(keepCode('currency'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE currency');
  }
}
