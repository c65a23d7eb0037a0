/**
 * Requests that Microsoft's library sent for common work, recorded here, and what the host answered to them. When the
 * library is updated, the first test says what it sends otherwise; the second holds the host to its answers.
 * `UPDATE_FIXTURES=1` records them anew.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { RequestBatch, ResponseBatch } from '../../addin/workbench/host/protocol.ts';
import { openWorkbook } from '../support/office.ts';

interface Recorded {
  readonly request: RequestBatch;
  readonly response: ResponseBatch;
}

type Scene = (context: Excel.RequestContext, sheet: Excel.Worksheet) => Promise<void> | void;

const SCENES: Record<string, Scene> = {
  'values-and-formats': (_context, sheet) => {
    const range = sheet.getRange('A1:B2');
    range.values = [
      ['Offering', 'Price'],
      ['Suite', 10.5],
    ];
    range.numberFormat = [
      ['@', '@'],
      ['@', '#,##0.00'],
    ];
    range.format.fill.color = '#FFFFE5';
    range.format.font.bold = true;
    range.load('values,address,format/fill/color');
  },
  'table-with-filter-and-sort': (_context, sheet) => {
    sheet.getRange('A1:B3').values = [
      ['Tier', 'Price'],
      ['Good', 1],
      ['Better', 2],
    ];
    const table = sheet.tables.add('A1:B3', true);
    table.name = 'Tiers';
    table.sort.apply([{ key: 1, ascending: false }]);
    table.columns.getItem('Tier').filter.applyValuesFilter(['Good']);
    table.rows.add(undefined, [['Best', 3]]);
    table.columns.load('items/name,count');
    table.getDataBodyRange().load('values');
  },
  'null-object': (context) => {
    context.workbook.worksheets.getItemOrNullObject('no').load('name');
  },
  'missing-sheet': (context) => {
    context.workbook.worksheets.getItem('no').load('name');
  },
  'very-hidden-sheet': (context) => {
    const hidden = context.workbook.worksheets.add('_hidden');
    hidden.visibility = 'VeryHidden';
    hidden.load('name,visibility,position');
  },
  'data-validation': (_context, sheet) => {
    const { dataValidation } = sheet.getRange('A2:A9');
    dataValidation.rule = { list: { inCellDropDown: true, source: '=$D$1:$D$3' } };
    dataValidation.load('rule,type');
  },
  'names-and-settings': (context, sheet) => {
    context.workbook.names.add('prices', sheet.getRange('A1:B2'));
    context.workbook.settings.add('view', { revision: 3 });
    context.workbook.names.load('items/name,items/value');
    context.workbook.settings.load('items/key,items/value');
  },
  comment: (context) => {
    context.workbook.comments.add('Sheet1!B2', 'why?').load('content');
    context.workbook.comments.getItemByCell('Sheet1!B2').load('content');
  },
  'change-event': (_context, sheet) => {
    sheet.onChanged.add(() => Promise.resolve());
  },
  'rows-in-and-out': (_context, sheet) => {
    sheet.getRange('2:3').insert('Down');
    sheet.getRange('A5').delete('Up');
    sheet.getUsedRangeOrNullObject(true).load('address');
  },
};

const fixture = (name: string): URL => new URL(`fixtures/${name}.json`, import.meta.url);

async function record(scene: Scene): Promise<Recorded[]> {
  const { Excel, exchanges } = openWorkbook();
  const run = Excel.run(async (context) => {
    await scene(context, context.workbook.worksheets.getItem('Sheet1'));
    await context.sync();
  });
  await run.catch(() => undefined);
  // The library gives back its references after the run.
  await new Promise((resolve) => setTimeout(resolve, 5));
  return renumbered(exchanges.map(({ request, response }) => ({ request, response })));
}

/** The library counts its ids on from one run to the next; here each scene begins at 1. */
function renumbered(exchanges: readonly Recorded[]): Recorded[] {
  const ids = new Map<number, number>();
  const of = (id: number): number => {
    if (id === 0) return 0;
    if (!ids.has(id)) ids.set(id, ids.size + 1);
    return ids.get(id) ?? 0;
  };
  const visit = (value: unknown, key = ''): unknown => {
    if (typeof value === 'number') return ID_KEYS.has(key) ? of(value) : value;
    if (Array.isArray(value)) return value.map((item) => visit(item, ID_LISTS.has(key) ? 'Id' : ''));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).filter(([name]) => name !== 'L');
    if (key === 'Value') return value;
    if (key === 'ObjectPaths') return Object.fromEntries(entries.map(([id, path]) => [of(Number(id)), visit(path)]));
    return Object.fromEntries(entries.map(([name, item]) => [name, visit(item, name)]));
  };
  return exchanges.map((exchange) => visit(exchange) as Recorded);
}
const ID_KEYS = new Set(['Id', 'ActionId', 'ObjectPathId', 'ParentObjectPathId']);
const ID_LISTS = new Set(['TraceIds', 'ReferencedObjectPathIds']);

describe.each(Object.entries(SCENES))('%s', (name, scene) => {
  test('the library still sends what was recorded', async () => {
    const recorded = await record(scene);
    if (process.env['UPDATE_FIXTURES']) writeFileSync(fixture(name), `${JSON.stringify(recorded, null, 1)}\n`);
    expect(recorded).toEqual(JSON.parse(readFileSync(fixture(name), 'utf8')));
  });

  test('the host answers the recorded requests as before, without the library', async () => {
    const host = new ExcelHost();
    for (const { request, response } of JSON.parse(readFileSync(fixture(name), 'utf8')) as Recorded[]) {
      expect(await host.processQuery(request)).toEqual(response);
    }
  });
});
