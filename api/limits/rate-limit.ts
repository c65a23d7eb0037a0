/**
 * How many requests a caller may send: a bucket that holds a minute's worth and fills up steadily. In the memory of this
 * process: behind a load balancer each process counts for itself.
 */
const MINUTE_MS = 60_000;
/** Callers who are remembered; whoever is forgotten begins with a full bucket. */
const MOST_CALLERS = 10_000;

interface Bucket {
  readonly left: number;
  readonly at: number;
}

export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** 0 when the request may pass; otherwise after how many seconds the next one may. */
  take(caller: string): number {
    const now = this.#now();
    const bucket = this.#buckets.get(caller) ?? { left: this.#perMinute, at: now };
    const filled = bucket.left + ((now - bucket.at) / MINUTE_MS) * this.#perMinute;
    const left = Math.min(this.#perMinute, filled);
    const mayPass = left >= 1;
    this.#remember(caller, { left: mayPass ? left - 1 : left, at: now });
    return mayPass ? 0 : Math.max(1, Math.ceil(((1 - left) / this.#perMinute) * (MINUTE_MS / 1000)));
  }

  /** A Map keeps the order of insertion: the first is who has been silent longest. */
  #remember(caller: string, bucket: Bucket): void {
    this.#buckets.delete(caller);
    this.#buckets.set(caller, bucket);
    const [oldest] = this.#buckets.keys();
    if (this.#buckets.size > MOST_CALLERS && oldest !== undefined) this.#buckets.delete(oldest);
  }
}
