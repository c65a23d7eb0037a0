import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { readArguments } from '../../api/import/arguments.ts';
import { progressOn } from '../../api/import/progress.ts';
import { reportLines } from '../../api/import/report.ts';
import { UnusableFolder, withinLimits } from '../../api/import/source-folder.ts';
import { folderOf, importCsv, importFrom, removeFolders } from './import-world.ts';

afterAll(removeFolders);

const MARKETS = 'code,name\nOPS,Operations\n';
const csv = (folder: string) => importFrom({ kind: 'csv', folder, isDryRun: false, subject: 'admin' });

test.each([
  [['csv', 'x'], { kind: 'csv', folder: 'x', isDryRun: false, subject: 'admin' }],
  [['csv', 'x', '--dry-run', '--as', 'eve'], { kind: 'csv', folder: 'x', isDryRun: true, subject: 'eve' }],
  [
    ['pricing2yaml', 'x', '--frame', 'y'],
    { kind: 'pricing2yaml', folder: 'x', frame: 'y', isDryRun: false, subject: 'admin' },
  ],
])('the arguments %j are understood', (args, expected) => {
  expect(readArguments(args, 'admin')).toEqual(expected);
});

test.each([[['--help']], [['csv', '-h']]])('the arguments %j ask for the usage', (args) => {
  expect(readArguments(args, 'admin')).toBe('help');
});

test.each([
  [[]],
  [['xls', 'x']],
  [['csv']],
  [['csv', 'x', 'y']],
  [['csv', 'x', '--frame', 'y']],
  [['pricing2yaml', 'x']],
  [['csv', 'x', '--force']],
  [['csv', 'x', '--as']],
])('the arguments %j are refused with a sentence', (args) => {
  expect(readArguments(args, 'admin')).toEqual({ wrong: expect.stringMatching(/\S/) });
});

test('a folder that is missing, empty, a file or without CSV files is refused in one sentence', async () => {
  const folder = await folderOf({ 'notes.txt': '' });
  const cases = [join(folder, 'nowhere'), await folderOf({}), join(folder, 'notes.txt'), folder];
  for (const path of cases) {
    const refusal = await csv(path).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UnusableFolder);
    expect((refusal as Error).message).toMatch(/^[^\n]+\.$/);
  }
});

test('a link out of the folder is not followed, a link within it is', async () => {
  const outside = await folderOf({ 'secret.csv': MARKETS });
  const folder = await folderOf({ 'hidden/markets.csv': MARKETS });
  await symlink(join(folder, 'hidden/markets.csv'), join(folder, 'markets.csv'));
  expect((await csv(folder)).faults).toEqual([]);
  await symlink(join(outside, 'secret.csv'), join(folder, 'people.csv'));
  const { faults, writes } = await csv(folder);
  expect(faults).toEqual([expect.stringMatching(/^people\.csv:1: This is a link that leads out of the folder/)]);
  expect(writes).toEqual([]);
});

test('100 MB are refused before they are read, and the limit is named', () => {
  const file = (name: string, size: number) => ({ name, path: name, kind: 'file' as const, size });
  const limits = { file: 64 * 1_048_576, folder: 100 * 1_048_576 };
  const big = withinLimits(
    [file('a.csv', 100_000_000), file('b.csv', 60 * 1_048_576), file('c.csv', 60 * 1_048_576)],
    limits,
  );
  expect(big.files.map((f) => f.name)).toEqual(['b.csv']);
  expect(big.faults.map((f) => [f.origin.file, f.message])).toEqual([
    ['a.csv', 'The file has 96 MiB, and an import takes at most 64 MiB a file.'],
    ['c.csv', 'With this file the folder has more than 100 MiB, the most that an import takes.'],
  ]);
});

test('the report counts by entity, names what was not taken, and says when nothing has changed', async () => {
  const { report } = await importCsv({ 'markets.csv': MARKETS });
  expect(report.join('\n')).toMatch(/markets +1 +0 +0\n\n1 row written as revision 2\.$/);
  const unchanged = {
    revision: 7,
    created: new Map(),
    updated: new Map(),
    unchanged: new Map([['Market', 3]]),
    faults: [],
    warnings: [],
  };
  const again = reportLines({ result: unchanged, isDryRun: false, notTaken: new Map([['add-ons', 280]]) }).join('\n');
  expect(again).toMatch(/markets +0 +0 +3\n/);
  expect(again).toContain('  280 add-ons');
  expect(again).toContain('nothing was written');
  const dry = reportLines({
    result: { ...unchanged, created: new Map([['Market', 2]]) },
    isDryRun: true,
    notTaken: new Map(),
  });
  expect(dry.at(-1)).toBe('Dry run: 2 rows would be written; nothing was.');
});

test('progress is drawn on a terminal only, on one line that is wiped in the end', () => {
  const written: string[] = [];
  const terminal = { isTTY: true, columns: 20, write: (text: string) => written.push(text) };
  const { report, end } = progressOn(terminal, () => 0);
  report('Reading a-very-long-file-name.csv', 0, 2);
  report('Reading b.csv', 1, 2);
  end();
  expect(written).toEqual(['\r\u001b[KReading a-very-long', '\r\u001b[K']);
  progressOn({ ...terminal, isTTY: false }).report('Reading', 0, 1);
  expect(written).toHaveLength(2);
});
