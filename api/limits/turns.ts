/**
 * How many requests of one caller are worked on at once. His others wait, in their order, and nobody else does: without it
 * a hundred of one caller took all connections to the database, and others were answered UNAVAILABLE (docs/adr/0064).
 */
import type { ServerResponse } from 'node:http';
import { RequestError } from '../request-error.ts';

/** A program with more at once is mistaken, or means harm; one that measures loads has hundreds. */
const MOST_WAITING = 500;
const RETRY_AFTER_S = 1;

interface Caller {
  running: number;
  readonly waiting: Set<() => void>;
}

export class Turns {
  readonly #atOnce: number;
  readonly #callers = new Map<string, Caller>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /**
   * Runs `work` when it is the caller's turn.
   * @throws RequestError RATE_LIMITED (429) when too many of his wait; UNAVAILABLE when he has gone meanwhile, for nobody to read
   */
  async take<T>(name: string, response: ServerResponse, work: () => Promise<T>): Promise<T> {
    const caller = this.#callers.get(name) ?? { running: 0, waiting: new Set() };
    this.#callers.set(name, caller);
    if (caller.running < this.#atOnce) caller.running += 1;
    else await wait(caller, response);
    try {
      // What he still had to send will not come.
      if (response.destroyed) throw new RequestError('UNAVAILABLE', undefined, 503);
      return await work();
    } finally {
      this.#pass(name, caller);
    }
  }

  /** To who has waited longest, whose request then counts instead. */
  #pass(name: string, caller: Caller): void {
    const [next] = caller.waiting;
    if (next) next();
    else caller.running -= 1;
    if (caller.running === 0) this.#callers.delete(name);
  }
}

async function wait({ waiting }: Caller, response: ServerResponse): Promise<void> {
  if (waiting.size >= MOST_WAITING) {
    response.setHeader('Retry-After', String(RETRY_AFTER_S));
    throw new RequestError('RATE_LIMITED', undefined, 429);
  }
  await new Promise<void>((resolve, reject) => {
    const leave = (): void => {
      waiting.delete(begin);
      reject(new RequestError('UNAVAILABLE', undefined, 503));
    };
    const begin = (): void => {
      waiting.delete(begin);
      response.off('close', leave);
      resolve();
    };
    waiting.add(begin);
    response.once('close', leave);
  });
}
