/**
 * The requests that an earlier experiment recorded of Microsoft's library, one file for each of its members, replayed against
 * the host. They stand beside the project, not in it: without them this says that it was skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { RequestBatch } from '../../addin/workbench/host/protocol.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../shared/spikes/office-host/captures');

/** All others answer every action. */
const REFUSED: Readonly<Record<string, string>> = {
  // They fail in Excel, too.
  '03-worksheets.getItem-missing.json': 'ItemNotFound WorksheetCollection.getItem',
  '09-range.set-shape-error.json': 'InvalidArgument Range.values',
  '22-protection.json': 'AccessDenied Range.values',
  // They name what the experiment's host had made by an id of its own.
  '16-tables.add.json': 'ItemNotFound TableCollection.getItem',
  '25-customXmlParts.json': 'ItemNotFound CustomXmlPartScopedCollection.getItem',
  '31-events.getRange.json': 'ItemNotFound Workbook._GetRangeForEventByReferenceId',
  '36-untrack.json': 'InvalidReference Range',
};

interface Capture {
  readonly batches: readonly { readonly request: RequestBatch }[];
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => /^\d\d-.*\.json$/.test(name)) : [];
const replayed = files.length > 0 ? describe : describe.skip;

// They are one session, in the order of their numbers.
const host = new ExcelHost();

replayed('a recorded request of the experiment (../shared/spikes/office-host/captures)', () => {
  test.each(files.length > 0 ? files : ['none'])('%s is answered', async (name) => {
    const { batches } = JSON.parse(readFileSync(path.join(FOLDER, name), 'utf8')) as Capture;
    const errors: string[] = [];
    for (const { request } of batches) {
      const { Error: error, Results } = await host.processQuery(request);
      if (error) errors.push(`${error.Code} ${error.Location ?? ''}`.trim());
      else expect(Results).toHaveLength(request.Actions.length);
    }
    expect(errors.join(', ')).toBe(REFUSED[name] ?? '');
  });
});
