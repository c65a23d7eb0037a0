/**
 * Long work that may pause: a generator that yields wherever its caller may let something else happen, and returns the
 * result. The server runs it to its end; the add-in gives the pane its turn in between.
 */
export type Steps<T> = Generator<void, T>;

/** Runs work to its end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
