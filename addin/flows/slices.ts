import type { Steps } from '../../schema/matrix/steps.ts';

/** Milliseconds without a turn for anything else; the browser calls 50 a long task. */
const SLICE = 25;

/**
 * Runs long work in slices: between two of them the page draws, hears the analyst, and may be told to stop.
 * @throws the signal's reason
 */
export async function inSlices<T>(steps: Steps<T>, signal?: AbortSignal): Promise<T> {
  let start = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - start < SLICE) continue;
    await nextTurn();
    signal?.throwIfAborted();
    start = performance.now();
  }
}

/** A turn of the event loop. Timers would do, but a browser makes nested ones wait, and those of a hidden page for long. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
