import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { importFrom } from './import-world.ts';

const DATA = join(import.meta.dirname, '../../../shared/data');
const folder = join(DATA, 'saas-pricing');
const frame = join(DATA, 'saas-holding');
const testOnData = existsSync(folder) && existsSync(frame) ? test : test.skip;

testOnData('25 real price books in their frame give 147 tiers and 211 price versions', async () => {
  const outcome = await importFrom({ kind: 'pricing2yaml', folder, frame, isDryRun: false, subject: 'admin' });
  expect(outcome.faults).toEqual([]);
  const report = outcome.report.join('\n');
  const created = (name: string): number => Number(new RegExp(`^${name} +(\\d+)`, 'm').exec(report)?.[1]);
  expect(['product suites', 'line ups', 'offerings'].map(created)).toEqual([25, 25, 147]);
  const versions = outcome.writes.filter((w) => w.opensVersion);
  expect(versions).toHaveLength(211);
  expect(report).toMatch(/^ {2}280 add-ons$/m);
  // Plan rows without a unit, as the source has them.
  expect(outcome.warnings).toHaveLength(7);
});
