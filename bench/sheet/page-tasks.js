/** How long the tasks of a page's main thread take, in milliseconds: by the clock, and of CPU. */
const SHOWN = 5;

/** Runs in the page. */
function watchTasks() {
  globalThis.longTasks = [];
  new globalThis.PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longTasks.push(duration);
  }).observe({ type: 'longtask' });
}

/**
 * The longest tasks of a page while `work` runs: by the clock, as `PerformanceObserver` says it, and of CPU, which other
 * work on the machine does not lengthen; and the CPU of all of them together.
 */
export async function tasksDuring({ browser, page }, work) {
  await page.evaluate(watchTasks);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  const began = Date.now();
  await work();
  const doneMs = Date.now() - began;
  // Long tasks are told after they have ended.
  await page.waitForTimeout(500);
  const cpu = cpuOf(await browser.stopTracing());
  const clock = await page.evaluate(() => globalThis.longTasks);
  return { doneMs, clockMs: longest(clock), cpuMs: longest(cpu), allCpuMs: Math.round(cpu.reduce((a, b) => a + b, 0)) };
}

/** Milliseconds of CPU of each task of a page's main thread. */
function cpuOf(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const isMain = new Set(
    traceEvents.flatMap(({ name, pid, tid, args }) =>
      name === 'thread_name' && args.name === 'CrRendererMain' ? [`${pid} ${tid}`] : [],
    ),
  );
  return traceEvents
    .filter(({ name, pid, tid, tdur }) => /RunTask$/.test(name) && tdur && isMain.has(`${pid} ${tid}`))
    .map(({ tdur }) => tdur / 1000);
}

const longest = (tasks) =>
  [...tasks]
    .sort((a, b) => b - a)
    .slice(0, SHOWN)
    .map(Math.round);
