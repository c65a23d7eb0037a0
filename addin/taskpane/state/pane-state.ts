/**
 * All that the pane shows, as plain values. It knows neither React nor Office; what happens in the world arrives as a
 * `PaneAction`, and `reduce` answers the next state.
 */
import type { SignInWay } from '../../client/token-keeper.ts';
import type { MatrixFilter, MatrixKind } from '../../../schema/matrix/definition.ts';
import type { MatrixSummary, Viewer } from '../../client/contract.ts';
import type { PendingPush } from '../../flows/pending-push.ts';
import type { Preview } from '../../flows/preview.ts';
import type { Choice } from '../../flows/resolve.ts';
import type { CellPlace } from '../../flows/sheet.port.ts';
import { NO_ADMINISTRATION, type Administration } from './administration.ts';
import type { ChangeSetEntry } from './change-set-entry.ts';
import type { FilterState } from './filter-state.ts';
import type { Loadable } from './loadable.ts';
import type { Notice } from './notice.ts';
import type { CellHistory } from './cell-history.ts';
import type { ConflictEntry } from './conflict-entry.ts';
import type { PushCounts } from './push-counts.ts';
import type { SheetEntry } from './sheet-entry.ts';

/** STARTING: not known yet. OUTSIDE: no Excel around us. TOO_OLD: it lacks ExcelApi 1.12. */
export type Host = 'STARTING' | 'READY' | 'OUTSIDE' | 'TOO_OLD';

export type Session =
  | { readonly status: 'SIGNED_OUT'; readonly way: SignInWay | null; readonly notice: Notice | null }
  | { readonly status: 'SIGNING_IN'; readonly way: SignInWay }
  /** Nobody is signed in, and there is nobody who could be asked. */
  | { readonly status: 'SERVER_GONE' }
  | { readonly status: 'SIGNED_IN'; readonly viewer: Viewer };

/** ACCESS is for administrators. */
export type Tab = 'SHEETS' | 'CHANGES' | 'CELL' | 'ACCESS';

/** Where the analyst is within the tab SHEETS. */
export type Step = 'LIST' | 'PULL' | 'PREVIEW' | 'UNFINISHED' | 'CONFLICTS' | 'RESULT';

/** Something that is under way and for which the rest waits. */
export interface Task {
  readonly label: string;
  readonly isCancellable: boolean;
  /** Cells written, of how many; total 0 while that is not known. */
  readonly done: number;
  readonly total: number;
}

/** What is to be pulled. */
export interface PullForm {
  readonly kind: MatrixKind | null;
  readonly filter: MatrixFilter;
  /** `YYYY-MM-DD`; null: today. */
  readonly asOf: string | null;
  /** The view whose sheet the new one takes the place of. */
  readonly replaces: string | null;
  readonly filters: FilterState;
  /** How large the pull will be. */
  readonly size: Loadable<PullSize>;
}

export interface PullSize {
  readonly rows: number;
  readonly columns: number;
}

export interface PushForm {
  readonly reason: string;
  /** TIER_PRICE; null: the day that the sheet was pulled for. */
  readonly effectiveFrom: string | null;
  readonly isValidRowsOnly: boolean;
  readonly isArchivingMissing: boolean;
}

/** What of a list of changes is shown. */
export interface Narrowed {
  /** Of the views in it, in its order. */
  readonly viewIds: readonly string[];
  readonly search: string;
  /** null: all sections. */
  readonly section: string | null;
  /** How many items are shown of each section. */
  readonly shown: number;
}

export interface PreviewPane extends Narrowed {
  readonly preview: Preview;
}

export interface UnfinishedPane extends Narrowed {
  readonly push: PendingPush;
}

export interface PushResultPane {
  readonly revision: number | null;
  readonly written: PushCounts;
  /** Values in the record: a cell may stand for more than one, as a new price does with its metric. */
  readonly recorded: number;
  readonly unchanged: number;
  readonly rejections: Preview['rejections'];
  readonly warnings: Preview['warnings'];
  readonly viewIds: readonly string[];
}

export interface ConflictsPane {
  readonly entries: readonly ConflictEntry[];
  /** By `placeKey`. */
  readonly choices: Readonly<Record<string, Choice>>;
}

export interface SelectedCell extends CellPlace {
  readonly viewId: string;
  /** Cells in the selection, this one included. */
  readonly count: number;
}

export interface Question {
  readonly text: string;
  readonly consequence: string;
  readonly answer: string;
  readonly kind: 'REVERT_SHEET' | 'REMOVE_SHEET' | 'ARCHIVE_USER' | 'REVOKE_TOKEN';
  /** The view's or the token's id, the user's subject. */
  readonly about: string;
}

export interface PaneState {
  readonly host: Host;
  readonly session: Session;
  readonly tab: Tab;
  readonly step: Step;
  readonly task: Task | null;
  readonly notice: Notice | null;
  readonly question: Question | null;
  readonly matrices: Loadable<readonly MatrixSummary[]>;
  readonly pull: PullForm;
  readonly sheets: Loadable<readonly SheetEntry[]>;
  /** Views that preview, push and refresh are for. */
  readonly chosen: readonly string[];
  readonly preview: PreviewPane | null;
  readonly unfinished: UnfinishedPane | null;
  readonly push: PushForm;
  readonly result: PushResultPane | null;
  readonly conflicts: ConflictsPane;
  readonly changeSets: Loadable<readonly ChangeSetEntry[]>;
  readonly hasMoreChangeSets: boolean;
  readonly cell: SelectedCell | null;
  readonly history: Loadable<CellHistory>;
  readonly administration: Administration;
}

export const NO_PUSH: PushForm = { reason: '', effectiveFrom: null, isValidRowsOnly: false, isArchivingMissing: false };

export const NO_PULL: PullForm = {
  kind: null,
  filter: {},
  asOf: null,
  replaces: null,
  filters: {},
  size: { status: 'IDLE' },
};

export const START: PaneState = {
  host: 'STARTING',
  session: { status: 'SIGNED_OUT', way: null, notice: null },
  tab: 'SHEETS',
  step: 'LIST',
  task: null,
  notice: null,
  question: null,
  matrices: { status: 'IDLE' },
  pull: NO_PULL,
  sheets: { status: 'IDLE' },
  chosen: [],
  preview: null,
  unfinished: null,
  push: NO_PUSH,
  result: null,
  conflicts: { entries: [], choices: {} },
  changeSets: { status: 'IDLE' },
  hasMoreChangeSets: false,
  cell: null,
  history: { status: 'IDLE' },
  administration: NO_ADMINISTRATION,
};
