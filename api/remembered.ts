/** What was found out about a text, kept for when it comes again: programs send the same few queries, over and over. */

/** Longer texts are rare and heavy: they are judged anew. */
const LONGEST = 10_000;
const MOST = 500;

/** The least recently asked for is forgotten first, so that a flood of new texts fills nothing. */
export class Remembered<Found> {
  readonly #found = new Map<string, Found>();

  /** `find` must depend on the text alone; what it throws is not kept. */
  of(text: string, find: (text: string) => Found): Found {
    const known = this.#found.get(text);
    const found = known ?? find(text);
    if (text.length > LONGEST) return found;
    // A Map keeps the order of insertion.
    if (known !== undefined) this.#found.delete(text);
    this.#found.set(text, found);
    const [oldest] = this.#found.keys();
    if (this.#found.size > MOST && oldest !== undefined) this.#found.delete(oldest);
    return found;
  }
}
