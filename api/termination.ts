/** SIGINT, SIGTERM and SIGHUP: the first asks us to end in order, a later one to end at once. */
import { constants } from 'node:os';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Ctrl-C reaches the whole process group, and npm hands its own copy on: one keystroke, two signals. */
const SAME_WISH_MS = 500;

export interface Termination {
  /** Fires at the first signal. */
  readonly signal: AbortSignal;
  /** Resolves at the first signal. */
  readonly requested: Promise<void>;
  /** Resolves at a second signal with the exit status that shells give it: 130 or 143. */
  readonly insisted: Promise<number>;
}

export function listenForTermination(): Termination {
  const controller = new AbortController();
  const requested = new Promise<void>((resolve) => controller.signal.addEventListener('abort', () => resolve()));
  const insisted = new Promise<number>((resolve) => {
    let first: number | undefined;
    const hear = (name: (typeof SIGNALS)[number]): void => {
      first ??= Date.now();
      controller.abort();
      if (Date.now() - first > SAME_WISH_MS) resolve(128 + constants.signals[name]);
    };
    for (const name of SIGNALS) process.on(name, hear);
  });
  return { signal: controller.signal, requested, insisted };
}
