/** What the analyst is told, and what he can do about it with one button. */
export type NoticeIntent = 'success' | 'info' | 'warning' | 'error';

export type NoticeAction = 'PULL_AGAIN' | 'SETTLE_PUSH' | 'DROP_PUSH' | 'PREVIEW' | 'RESOLVE' | 'RELOAD';

export interface Notice {
  readonly intent: NoticeIntent;
  readonly message: string;
  readonly nextStep?: string;
  readonly action?: NoticeAction;
  /** The view that the action is for. */
  readonly viewId?: string;
  /** To be reported. */
  readonly errorId?: string;
}
