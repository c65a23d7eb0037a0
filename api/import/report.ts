/** What an import says in the end. */
import type { ApplyResult } from './apply.ts';
import { snakeCase } from '../model/registry.ts';
import { importableEntities } from './entity-columns.ts';

export interface ReportInput {
  readonly result: ApplyResult;
  readonly isDryRun: boolean;
  readonly notTaken: ReadonlyMap<string, number>;
}

/** Lines of text for standard output. */
export function reportLines({ result, isDryRun, notTaken }: ReportInput): string[] {
  const lines = countLines(result);
  const left = [...notTaken].map(([name, count]) => `${count} ${count === 1 ? singular(name) : name}`);
  if (left.length > 0) lines.push('', 'In the source, and not taken:', ...left.map((text) => `  ${text}`));
  lines.push('', conclusion(result, isDryRun));
  return lines;
}

function countLines({ created, updated, unchanged }: ApplyResult): string[] {
  const counts = importableEntities()
    .map((d) => ({
      name: snakeCase(d.plural).replaceAll('_', ' '),
      cells: [created, updated, unchanged].map((map) => map.get(d.name) ?? 0),
    }))
    .filter(({ cells }) => cells.some((n) => n > 0));
  if (counts.length === 0) return ['The files hold no rows.'];
  const table = [
    ['', 'created', 'updated', 'unchanged'],
    ...counts.map(({ name, cells }) => [name, ...cells.map(String)]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table.map(([name = '', ...cells]) =>
    [name.padEnd(widths[0] ?? 0), ...cells.map((cell, i) => cell.padStart(widths[i + 1] ?? 0))].join('  '),
  );
}

function conclusion({ created, updated, revision }: ApplyResult, isDryRun: boolean): string {
  const count = [...created.values(), ...updated.values()].reduce((a, b) => a + b, 0);
  if (count === 0) return 'Nothing has changed since the last import; nothing was written.';
  const rows = count === 1 ? '1 row' : `${count} rows`;
  return isDryRun ? `Dry run: ${rows} would be written; nothing was.` : `${rows} written as revision ${revision}.`;
}

const singular = (name: string): string => name.replace(/^(\S+(?: \S+)*?)s( of plans| without a folder)?$/, '$1$2');
