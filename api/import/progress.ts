/** Progress lines for somebody who watches a terminal; silence for a pipe or a log. */

/** Step `done` (from 0) of `total` has begun. */
export type ReportProgress = (what: string, done: number, total: number) => void;

export const silent: ReportProgress = () => undefined;

export interface Terminal {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

export interface Progress {
  readonly report: ReportProgress;
  /** Wipes the line, so that the report begins on a clean one. */
  readonly end: () => void;
}

const ERASE_LINE = '\r\u001b[K';
/** Redrawing more often than the eye follows only slows a terminal down. */
const PAUSE_MS = 80;

export function progressOn(terminal: Terminal, now: () => number = Date.now): Progress {
  if (terminal.isTTY !== true) return { report: silent, end: () => undefined };
  let last = -Infinity;
  return {
    report: (what, done, total) => {
      if (now() - last < PAUSE_MS && done > 0) return;
      last = now();
      const line = total > 1 ? `${what} (${done + 1} of ${total})` : what;
      // A line that wraps could not be erased.
      terminal.write(ERASE_LINE + line.replace(/\p{Cc}/gu, '?').slice(0, (terminal.columns ?? 80) - 1));
    },
    end: () => void terminal.write(ERASE_LINE),
  };
}
