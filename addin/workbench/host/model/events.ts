import type { EventEntry } from '../protocol.ts';

/** What a listener is told, or how to find out when it is delivered: a formula's result is not known before. */
export type Message = object | (() => object);

interface Queued {
  readonly target: string;
  readonly type: number;
  readonly message: Message;
}

/** Event numbers of the Rich API, as the library itself registers them. */
export const EventType = {
  DataChanged: 10,
  Activated: 11,
  Deactivated: 12,
  SheetAdded: 13,
  SelectionChanged: 14,
  SheetDeleted: 15,
  Calculated: 16,
  FormatChanged: 18,
  RowSorted: 19,
  ColumnSorted: 20,
  SingleClicked: 21,
  RowHiddenChanged: 22,
  FormulaChanged: 23,
  ProtectionChanged: 24,
  NameChanged: 25,
  VisibilityChanged: 26,
  Moved: 27,
  TableSelectionChanged: 100,
  TableDataChanged: 101,
  TableAdded: 102,
  TableDeleted: 103,
  CommentAdded: 250,
  CommentDeleted: 251,
  CommentChanged: 252,
} as const;

/** Target of handlers that are registered on a collection of the whole workbook. */
export const WORKBOOK_TARGET = 'Workbook';

/** Who listens to what, and what is still to be delivered. Delivery is after the batch's answer, as the client expects. */
export class EventHub {
  /** `Excel.runtime.enableEvents`. */
  enabled = true;
  private readonly listeners = new Map<string, number>();
  private queue: Queued[] = [];

  register(target: string, type: number): void {
    const key = `${target}|${type}`;
    this.listeners.set(key, (this.listeners.get(key) ?? 0) + 1);
  }

  unregister(target: string, type: number): void {
    const key = `${target}|${type}`;
    this.listeners.set(key, Math.max(0, (this.listeners.get(key) ?? 0) - 1));
  }

  isHeard(target: string, type: number): boolean {
    return this.enabled && (this.listeners.get(`${target}|${type}`) ?? 0) > 0;
  }

  fire(target: string, type: number, message: Message): void {
    if (this.isHeard(target, type)) this.queue.push({ target, type, message });
  }

  /** Something has gathered since the last call of `drain`. */
  get isWaiting(): boolean {
    return this.queue.length > 0;
  }

  /** For the handlers of one sheet or table and for those of the whole workbook. */
  fireOn(target: string, type: number, message: Message): void {
    this.fire(target, type, message);
    this.fire(WORKBOOK_TARGET, type, message);
  }

  /** Takes what has gathered since the last call. */
  drain(): readonly EventEntry[] {
    const drained = this.queue;
    this.queue = [];
    return drained.map(({ target, type, message }) => ({
      messageCategory: 65536,
      messageType: type,
      targetId: target,
      message: JSON.stringify(typeof message === 'function' ? message() : message),
    }));
  }
}
