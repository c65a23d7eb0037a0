/** The table of the README's section "Speed": a full run writes it between two marks. */
import type { Series } from '../frame/measure.ts';
import { judgedBy } from '../goals/report-lines.ts';
import type { Run } from './run.ts';

const BEGIN = '<!-- written by npm run bench -->';
const END = '<!-- end -->';

/** The README with the run's table in it. @throws Error when the marks are missing */
export function withSpeed(readme: string, run: Run): string {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error('README.md has no place for the table of "Speed"');
  return `${readme.slice(0, begin)}${BEGIN}\n\n${section(run)}\n\n${readme.slice(end)}`;
}

function section({ at, quick, machine, series, verdicts }: Run): string {
  const { cpu, cores, memoryGb, node, postgres, commit } = machine;
  const portfolio = quick
    ? '97,000 prices in force and 96,000 budget amounts (`--quick`)'
    : '970,000 prices in force and 960,000 budget amounts';
  const goals = verdicts.map((verdict) => {
    const { value, bound } = judgedBy(verdict);
    return `| ${verdict.goal.number} | ${verdict.goal.title} | ${verdict.isMet ? 'met' : 'missed'} | ${value} | ${bound} |`;
  });
  return [
    `Measured on ${at.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGb} GB; Node ${node}, PostgreSQL ${postgres}, commit ${commit}; a portfolio of ${portfolio}. Medians in ms:`,
    pullTable(series),
    'Each goal by the part that is nearest to its bound, or furthest beyond it:',
    ['| goal | | | measured | bound |', '|---|---|---|---|---|', ...goals].join('\n'),
  ].join('\n\n');
}

const PULLS = ['pull 1k', 'pull 10k', 'pull 100k'];

function pullTable(series: readonly Series[]): string {
  const labels = [...new Set(series.filter((s) => PULLS.includes(s.workload)).map((s) => s.label))];
  const median = (workload: string, label: string): string =>
    series.find((s) => s.workload === workload && s.label === label)?.medianMs.toFixed(1) ?? '–';
  const rows = labels.map((label) => `| ${label} | ${PULLS.map((pull) => median(pull, label)).join(' | ')} |`);
  return [`| | ${PULLS.map((pull) => `${pull} cells`).join(' | ')} |`, '|---|--:|--:|--:|', ...rows].join('\n');
}
