/** How long a page that draws nothing, since nobody sees it, is waited for. */
const PATIENCE_MS = 100;

/** Work that holds the page for a while: a sign of it is seen before it begins. */
export class Working {
  /** Called with whether there is such work. */
  onChange: (isWorking: boolean) => void = () => undefined;
  private count = 0;

  /** Does the work once the sign is painted, and takes it away at the work's end. */
  async during<T>(work: () => T | Promise<T>): Promise<T> {
    if (++this.count === 1) this.onChange(true);
    try {
      await painted();
      return await work();
    } finally {
      if (--this.count === 0) this.onChange(false);
    }
  }
}

/** Resolves when what the page shows now has been drawn. */
const painted = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS);
    // The first is called before a frame is drawn, the second after it.
    requestAnimationFrame(() => requestAnimationFrame(() => resolve()));
  });
