/** What Univer was shown last, to change only what differs: small things are compared as a whole. */
export class Shown {
  private readonly states = new Map<string, string>();

  /** Calls `show` unless this state of it was the last. */
  once(what: string, state: unknown, show: () => void): void {
    if (this.note(what, state)) show();
  }

  /** True when it is another state than the last. */
  note(what: string, state: unknown): boolean {
    const text = JSON.stringify(state);
    if (this.states.get(what) === text) return false;
    this.states.set(what, text);
    return true;
  }
}
