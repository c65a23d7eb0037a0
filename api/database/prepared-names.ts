/**
 * Which statements a connection keeps prepared. Planning a page of the typed graph takes PostgreSQL longer than reading it; but
 * each prepared statement takes memory in each connection for as long as it lives, and whoever writes queries could fill it.
 * So a text is prepared when it comes a second time, and only so many of them ever are.
 */

/** Texts that are remembered as seen once; the oldest is forgotten first. */
const MOST_SEEN = 1_000;

export class PreparedNames {
  readonly #most: number;
  readonly #names = new Map<string, string>();
  readonly #seen = new Set<string>();

  /** @param most 0 prepares nothing */
  constructor(most: number) {
    this.#most = most;
  }

  /** The name to prepare the text under; undefined for one that is not to be prepared. */
  of(text: string): string | undefined {
    const name = this.#names.get(text);
    if (name !== undefined || this.#names.size >= this.#most) return name;
    if (this.#seen.delete(text)) {
      this.#names.set(text, `marketgrid_${this.#names.size}`);
      return this.#names.get(text);
    }
    this.#seen.add(text);
    const [oldest] = this.#seen;
    if (this.#seen.size > MOST_SEEN && oldest !== undefined) this.#seen.delete(oldest);
    return undefined;
  }
}
