/** What happened: in the pane, in the workbook, or on the way to the server. */
import type { SignInWay } from '../../client/token-keeper.ts';
import type { FilterName, MatrixKind } from '../../../schema/matrix/definition.ts';
import type { MatrixSummary, Viewer } from '../../client/contract.ts';
import type { PendingPush } from '../../flows/pending-push.ts';
import type { Preview } from '../../flows/preview.ts';
import type { Choice } from '../../flows/resolve.ts';
import type {
  AccessEventEntry,
  AccessForm,
  AccessPart,
  Administration,
  Listed,
  RecordFilter,
  TokenEntry,
  UserEntry,
} from './administration.ts';
import type { CellHistory } from './cell-history.ts';
import type { ChangeSetEntry } from './change-set-entry.ts';
import type { ConflictEntry } from './conflict-entry.ts';
import type { FilterChoices } from './filter-state.ts';
import type { Notice } from './notice.ts';
import type {
  Host,
  PullForm,
  PullSize,
  PushForm,
  PushResultPane,
  Question,
  SelectedCell,
  Step,
  Tab,
  Task,
} from './pane-state.ts';
import type { SheetEntry } from './sheet-entry.ts';

export type SessionAction =
  | { readonly type: 'hostFound'; readonly host: Host }
  | { readonly type: 'signInWayAsked' }
  | { readonly type: 'signInWayFound'; readonly way: SignInWay }
  | { readonly type: 'serverGone' }
  /** For something that needs it. */
  | { readonly type: 'signInAsked'; readonly notice: Notice }
  | { readonly type: 'signInStarted' }
  | { readonly type: 'signedIn'; readonly viewer: Viewer }
  /** Also when the server takes the token no longer. The workbook keeps all edits. */
  | { readonly type: 'signedOut'; readonly notice: Notice | null };

export type NavigationAction =
  | { readonly type: 'tabChosen'; readonly tab: Tab }
  | { readonly type: 'stepChosen'; readonly step: Step }
  | { readonly type: 'noticeShown'; readonly notice: Notice }
  | { readonly type: 'noticeDismissed' }
  | { readonly type: 'questionAsked'; readonly question: Question }
  | { readonly type: 'questionAnswered' };

export type TaskAction =
  | { readonly type: 'taskStarted'; readonly task: Pick<Task, 'label' | 'isCancellable'> }
  | { readonly type: 'taskAdvanced'; readonly done: number; readonly total: number }
  | { readonly type: 'taskEnded' };

export type PullAction =
  | { readonly type: 'matricesLoading' }
  | { readonly type: 'matricesLoaded'; readonly matrices: readonly MatrixSummary[] }
  | { readonly type: 'matricesFailed'; readonly notice: Notice }
  | { readonly type: 'kindChosen'; readonly kind: MatrixKind }
  | { readonly type: 'pullFormOpened'; readonly form: Partial<PullForm> }
  | { readonly type: 'codeToggled'; readonly filter: FilterName; readonly code: string }
  | { readonly type: 'filterCleared'; readonly filter: FilterName }
  | { readonly type: 'filterLoading'; readonly filter: FilterName }
  | { readonly type: 'filterLoaded'; readonly filter: FilterName; readonly choices: FilterChoices }
  | { readonly type: 'filterFailed'; readonly filter: FilterName; readonly notice: Notice }
  | { readonly type: 'dayChosen'; readonly asOf: string | null }
  | { readonly type: 'sizeLoading' }
  | { readonly type: 'sizeLoaded'; readonly size: PullSize }
  | { readonly type: 'sizeFailed'; readonly notice: Notice };

export type SheetsAction =
  | { readonly type: 'sheetsLoading' }
  | { readonly type: 'sheetsLoaded'; readonly sheets: readonly SheetEntry[] }
  | { readonly type: 'sheetsFailed'; readonly notice: Notice }
  | { readonly type: 'pulled'; readonly viewId: string; readonly notice: Notice }
  | { readonly type: 'sheetToggled'; readonly viewId: string };

export type PushAction =
  | { readonly type: 'previewed'; readonly preview: Preview; readonly viewIds: readonly string[] }
  | { readonly type: 'pendingFound'; readonly push: PendingPush }
  | { readonly type: 'pendingLeft' }
  | { readonly type: 'previewSearched'; readonly search: string }
  | { readonly type: 'sectionChosen'; readonly section: string | null }
  | { readonly type: 'moreShown' }
  | { readonly type: 'pushFormChanged'; readonly form: Partial<PushForm> }
  | { readonly type: 'pushed'; readonly result: PushResultPane }
  | { readonly type: 'conflictsFound'; readonly entries: readonly ConflictEntry[] }
  | { readonly type: 'conflictsAttributed'; readonly entries: readonly ConflictEntry[] }
  | { readonly type: 'conflictChosen'; readonly keys: readonly string[]; readonly choice: Choice };

export type AuditAction =
  | { readonly type: 'changeSetsLoading' }
  | {
      readonly type: 'changeSetsLoaded';
      readonly entries: readonly ChangeSetEntry[];
      readonly hasMore: boolean;
      /** Appended to those that are there. */
      readonly isNext: boolean;
    }
  | { readonly type: 'changeSetsFailed'; readonly notice: Notice }
  | { readonly type: 'cellSelected'; readonly cell: SelectedCell | null }
  | { readonly type: 'historyLoading' }
  | { readonly type: 'historyLoaded'; readonly cell: SelectedCell; readonly history: CellHistory }
  | { readonly type: 'historyFailed'; readonly cell: SelectedCell; readonly notice: Notice };

/** `isNext`: the page comes after those that are there. */
export type AccessAction =
  | { readonly type: 'accessPartChosen'; readonly part: AccessPart }
  | { readonly type: 'accessFormOpened'; readonly form: AccessForm }
  | { readonly type: 'accessFormClosed' }
  | { readonly type: 'usersSearched'; readonly search: string }
  | { readonly type: 'usersLoading' }
  | { readonly type: 'usersLoaded'; readonly page: Listed<UserEntry>; readonly isNext: boolean }
  | { readonly type: 'usersFailed'; readonly notice: Notice }
  | { readonly type: 'tokensLoading' }
  | { readonly type: 'tokensLoaded'; readonly tokens: readonly TokenEntry[] }
  | { readonly type: 'tokensFailed'; readonly notice: Notice }
  | { readonly type: 'tokenCreated'; readonly token: NonNullable<Administration['freshToken']> }
  | { readonly type: 'freshTokenKept' }
  | { readonly type: 'recordNarrowed'; readonly filter: Partial<RecordFilter> }
  | { readonly type: 'recordLoading' }
  | { readonly type: 'recordLoaded'; readonly page: Listed<AccessEventEntry>; readonly isNext: boolean }
  | { readonly type: 'recordFailed'; readonly notice: Notice };

export type PaneAction =
  SessionAction | NavigationAction | TaskAction | PullAction | SheetsAction | PushAction | AuditAction | AccessAction;
