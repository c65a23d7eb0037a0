/** What was found out about a text, kept for when it comes again: programs send the same few queries, over and over. */

/** Longer texts are rare and heavy: they are judged anew. */
const LONGEST = 10_000;
const MOST = 500;

/** The least recently asked for is forgotten first, so that a flood of new texts fills nothing. */
export class Remembered<Found> {
  readonly #found = new Map<string, Found>();

  /** `find` must depend on the text alone; what it throws is not kept. */
  of(text: string, find: (text: string) => Found): Found {
    const known = this.recall(text);
    if (known !== undefined) return known;
    const found = find(text);
    this.keep(text, found);
    return found;
  }

  /** Undefined for a text that is not remembered (any more). */
  recall(text: string): Found | undefined {
    const known = this.#found.get(text);
    if (known !== undefined) {
      // A Map keeps the order of insertion.
      this.#found.delete(text);
      this.#found.set(text, known);
    }
    return known;
  }

  keep(text: string, found: Found): void {
    if (text.length > LONGEST) return;
    this.#found.delete(text);
    this.#found.set(text, found);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MOST && oldest !== undefined) this.#found.delete(oldest);
  }
}
