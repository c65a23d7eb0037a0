/** What is kept of a run: bench/results/<date>.json for programs, and beside it the same as a page. A full run is the README's, too. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from '../frame/contender.ts';
import type { Series } from '../frame/measure.ts';
import { goalLines, lastLine } from '../goals/report-lines.ts';
import { withSpeed } from './readme-section.ts';
import type { Run } from './run.ts';
import { seriesTable } from './table.ts';

/** Answers the page's path. */
export async function keepResults(run: Run): Promise<string> {
  const folder = path.join(ROOT, 'bench/results');
  await mkdir(folder, { recursive: true });
  const name = path.join(folder, `${run.at.slice(0, 10)}${run.quick ? '-quick' : ''}`);
  const goals = run.verdicts.map(({ goal, isMet, parts }) => ({ ...goal, isMet, parts }));
  await writeFile(`${name}.json`, `${JSON.stringify({ ...run, verdicts: undefined, goals }, null, 1)}\n`);
  await writeFile(`${name}.md`, page(run));
  const readme = path.join(ROOT, 'README.md');
  if (!run.quick) await writeFile(readme, withSpeed(await readFile(readme, 'utf8'), run));
  return path.relative(ROOT, `${name}.md`);
}

function page({ at, quick, machine, series, notes, verdicts }: Run): string {
  const { cpu, cores, memoryGb, node, postgres, commit, platform } = machine;
  const bySize = quick ? 'portfolios up to 100 thousand cells (`--quick`)' : 'a portfolio of a million cells';
  return [
    `# Speed on ${at.slice(0, 10)}`,
    `Measured ${at}, on ${bySize}. ${cpu}, ${cores} cores, ${memoryGb} GB, ${platform}; Node ${node}, PostgreSQL ${postgres}; commit ${commit}.`,
    ...(machine.isCpuMeasured
      ? []
      : ['CPU times need /proc of Linux: not available here, so that only medians count.']),
    ['```', ...verdicts.flatMap(goalLines), lastLine(verdicts), '```'].join('\n'),
    ...workloadsOf(series).map((name) => `## ${name}\n\n${seriesTable(series.filter((s) => s.workload === name))}`),
    ...(notes.length > 0 ? [`## Beside\n\n${notes.map((note) => `- ${note}`).join('\n')}`] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

const workloadsOf = (series: readonly Series[]): string[] => [...new Set(series.map((s) => s.workload))];
