/** One run, from the databases to the verdicts. */
import { endAllContenders } from './frame/contender.ts';
import { Databases } from './frame/databases.ts';
import { closeConnections } from './frame/http.ts';
import { machineOf } from './frame/machine.ts';
import { installPeers } from './frame/peers.ts';
import { GOALS } from './goals/goals.ts';
import { goalLines, lastLine } from './goals/report-lines.ts';
import { judge } from './goals/verdict.ts';
import type { Options } from './options.ts';
import { keepResults } from './report/results-file.ts';
import { Session } from './session.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Needs L and is measured on M instead when the run is quick. */
const BY_LARGEST = [10, 11];

/** Answers the exit status: 1 when a goal is missed. */
export async function runBench(o: Options): Promise<number> {
  const began = performance.now();
  const progress = (step: string): void => say(`[${((performance.now() - began) / 1000).toFixed(0)} s] ${step}`);
  await installPeers(progress);
  const databases = await Databases.open(progress);
  breakOffOnSignals(databases);
  try {
    const session = new Session(databases, { ...o, progress });
    await session.run();
    const machine = await databases.asOwner('postgres', machineOf);
    const goals = GOALS.filter(({ number }) => o.goals?.includes(number) ?? true);
    const verdicts = goals.map((goal) => judge(session, goal));
    const { series, figures, notes } = session;
    const at = new Date().toISOString();
    // A part of the goals is for looking into something, not for keeping.
    if (!o.goals && !o.smoke)
      say(`Kept in ${await keepResults({ at, ...o, machine, series, figures, notes, verdicts })}`);
    for (const note of notes) say(note);
    if (!machine.isCpuMeasured) say('CPU times are not available here: only medians count.');
    if (o.quick)
      say(`Goals ${BY_LARGEST.join(' and ')} ask for a million cells: with --quick they are measured on 100 thousand.`);
    for (const verdict of verdicts) goalLines(verdict).forEach(say);
    say(lastLine(verdicts));
    return verdicts.every(({ isMet }) => isMet) ? 0 : 1;
  } finally {
    closeConnections();
    await databases.stop();
  }
}

/** Nothing may go on in the background: neither contenders nor PostgreSQL. */
function breakOffOnSignals(databases: Databases): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      endAllContenders();
      void databases.stop().finally(() => process.exit(1));
    });
  }
}
