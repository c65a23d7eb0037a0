/**
 * Writes the same 100 thousand cells through Microsoft's office.js, bare and as the add-in does, in turn; prints the times as
 * JSON. Needs `--expose-gc`, so that nobody pays for the other's garbage. What it says about a real Excel: nothing but the ratio.
 */
import { performance } from 'node:perf_hooks';
import { sheetLoad } from '../../tests/addin/support/sheet-load.ts';

const ROUNDS = Number(process.argv[2] ?? 7);

/** Milliseconds: by the clock, and of CPU. */
async function timed(work) {
  globalThis.gc();
  const cpu = process.cpuUsage();
  const began = performance.now();
  await work();
  const wallMs = performance.now() - began;
  const { user, system } = process.cpuUsage(cpu);
  return { wallMs, cpuMs: (user + system) / 1000 };
}

const sheet = sheetLoad();
const bare = [];
const view = [];
// The first round warms up.
for (let round = 0; round <= ROUNDS; round++) {
  const both = [
    async () => bare.push(await timed(() => sheet.writeBare())),
    async () => view.push(await timed(() => sheet.writeView())),
  ];
  for (const run of round % 2 === 0 ? both : both.reverse()) await run();
}
process.stdout.write(JSON.stringify({ cells: sheet.cells, bare: bare.slice(1), view: view.slice(1) }));
