/**
 * Folders written for a test, imported into a database that is a few lists. What it does not prove: that PostgreSQL and the
 * write pipeline take the planned writes; that is the business of the tests of `api/changes`.
 */
import 'reflect-metadata';
import '../../api/entities.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PlannedWrite } from '../../api/records/planned-write.ts';
import type { ImportArguments } from '../../api/import/arguments.ts';
import { silent } from '../../api/import/progress.ts';
import { type ImportOutcome, runImport } from '../../api/import/run-import.ts';
import type { SourceLine } from '../../api/import/sourced-row.ts';
import type { StoredRecords } from '../../api/import/stored-records.ts';

export type Files = Readonly<Record<string, string | Buffer>>;
export type Write = PlannedWrite<SourceLine>;

export interface Imported extends ImportOutcome {
  /** Empty when nothing was to be written. */
  readonly writes: readonly Write[];
  /** Paths are those inside the test's folder. */
  readonly faults: readonly string[];
}

const folders: string[] = [];

/** A folder with these files (paths with `/`), removed by `removeFolders`. */
export async function folderOf(files: Files): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'mg-import-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), content);
  }
  return folder;
}

export async function removeFolders(): Promise<void> {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
}

export interface Stored {
  /** `Entity` → codes, or `MARKET/CODE` for what belongs to a market. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
  /** `MARKET/OWNER` → members, of every link entity. */
  readonly members?: Readonly<Record<string, readonly string[]>>;
  /** Keys joined by `/`, `@`, the day on which a version begins. */
  readonly starts?: readonly string[];
}

export function storedRecords({ codes = {}, members = {}, starts = [] }: Stored = {}): StoredRecords {
  const known: Readonly<Record<string, readonly string[]>> = { Currency: ['USD', 'EUR', 'JPY', 'KWD'], ...codes };
  return {
    homesOf: (entity, asked) => {
      const homes = new Map<string, string[]>();
      for (const place of known[entity.name] ?? []) {
        const [code = '', market = ''] = place.split('/').reverse();
        if (asked.includes(code)) homes.set(code, [...(homes.get(code) ?? []), market]);
      }
      return Promise.resolve(homes);
    },
    membersOf: () => Promise.resolve(new Map(Object.entries(members))),
    startsAmong: (_, asked) =>
      Promise.resolve(
        new Set(asked.flatMap(({ key, from }, i) => (starts.includes(`${key.join('/')}@${from}`) ? [i] : []))),
      ),
    scales: () =>
      Promise.resolve({
        currencies: new Map([
          ['USD', 2],
          ['EUR', 2],
          ['JPY', 0],
          ['KWD', 3],
        ]),
        lists: new Map(),
      }),
  };
}

/** Imports as the command does, apart from the database. Every record counts as new. */
export async function importFrom(request: ImportArguments, stored: Stored = {}): Promise<Imported> {
  let writes: readonly Write[] = [];
  const apply = (planned: readonly Write[]) => {
    writes = planned;
    const created = new Map<string, number>();
    const records = new Set(planned.map(({ entity, key, from }) => JSON.stringify([entity, key, from])));
    for (const record of records) {
      const [entity] = JSON.parse(record) as [string];
      created.set(entity, (created.get(entity) ?? 0) + 1);
    }
    return Promise.resolve({
      revision: 2,
      created,
      updated: new Map(),
      unchanged: new Map(),
      faults: [],
      warnings: [],
    });
  };
  const outcome = await runImport(request, { stored: storedRecords(stored), apply }, silent);
  const roots = [request.folder, ...('frame' in request ? [request.frame] : [])];
  const relative = (line: string): string => roots.reduce((text, root) => text.replaceAll(`${root}/`, ''), line);
  return { ...outcome, faults: outcome.faults.map(relative), warnings: outcome.warnings.map(relative), writes };
}

export async function importCsv(files: Files, stored: Stored = {}): Promise<Imported> {
  return importFrom({ kind: 'csv', folder: await folderOf(files), isDryRun: false, subject: 'admin' }, stored);
}

export async function importPriceBooks(pages: Files, frame: Files, stored: Stored = {}): Promise<Imported> {
  const folders = { folder: await folderOf(pages), frame: await folderOf(frame) };
  return importFrom({ kind: 'pricing2yaml', ...folders, isDryRun: false, subject: 'admin' }, stored);
}

/** The values that are written to one record, by field. */
export function valuesOf(writes: readonly Write[], entity: string, key: string): Record<string, string | null> {
  const own = writes.filter((w) => w.entity === entity && w.key.join('/') === key && w.field !== 'archived');
  return Object.fromEntries(own.map(({ field, after }) => [field, after]));
}

/** `2024-01-01: amount 5, metric user`, in the order of the days. */
export function timelineOf(writes: readonly Write[], key: string): string[] {
  const byDay = new Map<string, string[]>();
  for (const w of writes.filter((x) => x.entity === 'Price' && x.key.join('/') === key)) {
    const values = byDay.get(w.from ?? '') ?? [];
    byDay.set(w.from ?? '', [...values, `${w.field} ${w.after ?? 'ends'}`]);
  }
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, values]) => `${day}: ${values.join(', ')}`);
}
