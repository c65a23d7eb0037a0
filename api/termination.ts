/** SIGINT, SIGTERM and SIGHUP: the first asks us to end in order, the second to end at once, the third ends us. */
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C reaches the whole process group, and npm hands its own copy on: one keystroke, two signals. */
const SAME_WISH_MS = 500;
const PARENT_LOOK_MS = 500;

export interface Termination {
  /** Fires at the first signal. */
  readonly signal: AbortSignal;
  /** Resolves at the first signal. */
  readonly requested: Promise<void>;
  /** Resolves at a second signal with the exit status that shells give it: 130 or 143. */
  readonly insisted: Promise<number>;
}

/**
 * With `followsParent`, the end of the process that started us is a wish to end, too: `npm start` runs us below a shell, and a
 * signal to npm alone ends the shell without ever reaching us.
 */
export function listenForTermination(o: { followsParent: boolean }): Termination {
  const controller = new AbortController();
  if (o.followsParent) watchParent(() => controller.abort());
  const requested = new Promise<void>((resolve) => controller.signal.addEventListener('abort', () => resolve()));
  const insisted = new Promise<number>((resolve) => {
    let wishes = 0;
    let last = -Infinity;
    const hear = (name: (typeof SIGNALS)[number]): void => {
      if (performance.now() - last < SAME_WISH_MS) return;
      last = performance.now();
      wishes += 1;
      const status = 128 + constants.signals[name];
      if (wishes === 1) controller.abort();
      else if (wishes === 2) resolve(status);
      else process.exit(status);
    };
    for (const name of SIGNALS) process.on(name, hear);
  });
  return { signal: controller.signal, requested, insisted };
}

/** An orphan gets another parent; no event tells of it. */
function watchParent(onOrphaned: () => void): void {
  const parent = process.ppid;
  const look = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(look);
    onOrphaned();
  }, PARENT_LOOK_MS);
  look.unref();
}
