/**
 * Keeps the selection where Excel would have it. Univer 0.25.1 goes wrong in four ways, of which each makes a person
 * write over cells that he does not see or mean:
 *
 * - the frame around the selection keeps the measures of the sheet on which it was first drawn, so that dragging it or
 *   its fill handle on another sheet goes to other cells, or nowhere when that first sheet was deleted; and who fills and
 *   moves hears only of frames that a person drew by mouse, not of one that was drawn anew or chosen by name or key;
 * - beside frozen rows or columns it scrolls by counting cells, as if the frozen ones were as large as those that move,
 *   so that a cell that was chosen may stay out of sight, where keys are lost;
 * - the editor of a cell that was chosen by name or key is placed as if the cell lay where a person clicked last: one in
 *   frozen rows or columns opens out of sight when the others are scrolled;
 * - Enter returns to the column in which Tab was first pressed, even when another cell was chosen since.
 */
import {
  Direction,
  type ICommandInfo,
  type IRange,
  type ISelectionCell,
  type Workbook,
  type Worksheet,
} from '@univerjs/core';
import {
  getViewportByCell,
  IRenderManagerService,
  ISheetSelectionRenderService,
  KeyCode,
  MoveSelectionCommand,
  MoveSelectionEnterAndTabCommand,
  ScrollCommand,
  ScrollToCellCommand,
  ScrollToRangeOperation,
  SelectionMoveType,
  SetSelectionsOperation,
  SHEET_VIEWPORT_KEY,
  SheetSkeletonManagerService,
  SheetsSelectionsService,
} from '@univerjs/preset-sheets-core';
import type { Spreadsheet } from './univer.ts';
import { indexAt, type Span, startInSight } from './in-sight.ts';
import { primaryAt } from './primary.ts';

type Place = Pick<IRange, 'startRow' | 'startColumn'>;

/** Commands after which the chosen cell must be seen, the start of typing among them. A click chooses one that is. */
const MOVES = new Set<string>([
  MoveSelectionCommand.id,
  MoveSelectionEnterAndTabCommand.id,
  ScrollToCellCommand.id,
  ScrollToRangeOperation.id,
]);

export class Cursor {
  private readonly selections: SheetsSelectionsService;
  private readonly listeners: { dispose(): void }[] = [];
  /** Where the present run of Tabs began; null outside of one. */
  private tabStart: Place | null = null;
  private before: Place | null = null;
  /** Tab or Enter is at work. */
  private isStepping = false;
  private isAnnouncing = false;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
  ) {
    this.selections = spreadsheet.injector.get(SheetsSelectionsService);
    const renders = spreadsheet.injector.get(IRenderManagerService);
    // Only then Univer's own listeners are there, which must have scrolled and measured before.
    const creation = renders.created$.subscribe(({ unitId }) => {
      if (unitId === workbook.getUnitId()) this.start();
    });
    this.listeners.push({ dispose: () => creation.unsubscribe() });
    if (this.render) this.start();
  }

  private start(): void {
    const { commands } = this.spreadsheet;
    this.placeEditor();
    const skeletons = this.render?.with(SheetSkeletonManagerService).currentSkeleton$;
    const following = skeletons?.subscribe(() => this.redrawFrame());
    this.listeners.push(
      { dispose: () => following?.unsubscribe() },
      commands.beforeCommandExecuted((command) => this.beforeStep(command)),
      commands.onCommandExecuted((command) => this.executed(command)),
    );
  }

  dispose(): void {
    for (const listener of this.listeners) listener.dispose();
  }

  private get render() {
    return this.spreadsheet.injector.get(IRenderManagerService).getRenderById(this.workbook.getUnitId());
  }

  private get primary(): ISelectionCell | null {
    return this.selections.getCurrentLastSelection()?.primary ?? null;
  }

  /** The editor of a cell is placed by how far the pane is scrolled in which the cell lies, whoever chose it. */
  private placeEditor(): void {
    const { render } = this;
    if (!render) return;
    const frames = render.with(ISheetSelectionRenderService);
    const clicked = frames.getViewPort.bind(frames);
    frames.getViewPort = () => {
      const cell = this.primary;
      const worksheet = this.workbook.getActiveSheet();
      return (cell && getViewportByCell(cell.actualRow, cell.actualColumn, render.scene, worksheet)) ?? clicked();
    };
  }

  private redrawFrame(): void {
    const frames = this.render?.with(ISheetSelectionRenderService);
    frames?.resetSelectionsByModelData([]);
    frames?.resetSelectionsByModelData(this.selections.getCurrentSelections());
    this.announce();
  }

  /** Whoever fills from a frame or moves its cells listens to the frames that are there when a person has selected. */
  private announce(): void {
    const selections = this.selections.getCurrentSelections();
    if (selections.length === 0 || this.isAnnouncing) return;
    this.isAnnouncing = true;
    try {
      this.spreadsheet.commands.syncExecuteCommand(SetSelectionsOperation.id, {
        ...{ unitId: this.workbook.getUnitId(), subUnitId: this.workbook.getActiveSheet().getSheetId() },
        ...{ selections: [...selections], type: SelectionMoveType.MOVE_END },
      });
    } finally {
      this.isAnnouncing = false;
    }
  }

  private beforeStep({ id, params }: Readonly<ICommandInfo>): void {
    if (id !== MoveSelectionEnterAndTabCommand.id) return;
    this.isStepping = true;
    this.before = this.primary;
    if (keyOf(params) === KeyCode.TAB) this.tabStart ??= this.primary;
  }

  private executed({ id, params }: Readonly<ICommandInfo>): void {
    if (this.isAnnouncing) return;
    if (id === SetSelectionsOperation.id && !this.isStepping) this.tabStart = null;
    if (id === SetSelectionsOperation.id && !isByMouse(params)) this.announce();
    if (id === MoveSelectionEnterAndTabCommand.id) {
      if (keyOf(params) === KeyCode.ENTER) this.mendEnter(params);
      this.isStepping = false;
    }
    const mustReveal = id === SetSelectionsOperation.id && (params as { reveal?: boolean }).reveal === true;
    if (mustReveal || MOVES.has(id)) this.reveal();
  }

  private mendEnter(params: object | undefined): void {
    const from = this.tabStart ?? this.before;
    this.tabStart = null;
    const selection = this.selections.getCurrentLastSelection();
    if (!from || !selection?.primary || isSeveral(selection.range)) return;
    // Univer went down from where it remembers; the same step from where the person is.
    if (selection.primary.startColumn === from.startColumn) return;
    const worksheet = this.workbook.getActiveSheet();
    const step = (params as { direction?: number } | undefined)?.direction === Direction.UP ? -1 : 1;
    this.select(worksheet, { startRow: nextRow(worksheet, from.startRow, step), startColumn: from.startColumn });
  }

  private select(worksheet: Worksheet, { startRow, startColumn }: Place): void {
    const primary = primaryAt(worksheet, startRow, startColumn);
    const { endRow, endColumn } = primary;
    const range = { startRow: primary.startRow, startColumn: primary.startColumn, endRow, endColumn };
    this.spreadsheet.commands.syncExecuteCommand(SetSelectionsOperation.id, {
      ...{ unitId: this.workbook.getUnitId(), subUnitId: worksheet.getSheetId() },
      selections: [{ range, primary, style: null }],
    });
  }

  /**
   * Scrolls by as much as the chosen cell lacks of being seen, and on until no row or column lies half under a frozen
   * one, where Univer may have left it. Without frozen panes Univer does it right.
   */
  private reveal(): void {
    const { render, primary } = this;
    const { xSplit, ySplit } = this.workbook.getActiveSheet().getFreeze();
    const skeleton = render?.with(SheetSkeletonManagerService).getCurrentSkeleton();
    const view = render?.scene.getViewport(SHEET_VIEWPORT_KEY.VIEW_MAIN);
    if (!primary || !skeleton || !view || (xSplit === 0 && ySplit === 0)) return;
    const cell = skeleton.getCellWithCoordByIndex(primary.actualRow, primary.actualColumn, false);
    const scroll = { x: view.viewportScrollX, y: view.viewportScrollY };
    const frozen = skeleton.getCellWithCoordByIndex(ySplit, xSplit, false);
    const seenX: Span = [frozen.startX + scroll.x, frozen.startX + scroll.x + (view.width ?? 0)];
    const seenY: Span = [frozen.startY + scroll.y, frozen.startY + scroll.y + (view.height ?? 0)];
    const [heights, widths] = [skeleton.rowHeightAccumulation, skeleton.columnWidthAccumulation];
    const x = primary.actualColumn < xSplit ? seenX[0] : startInSight([cell.startX, cell.endX], seenX, widths);
    const y = primary.actualRow < ySplit ? seenY[0] : startInSight([cell.startY, cell.endY], seenY, heights);
    const to = { x: Math.max(0, x - frozen.startX), y: Math.max(0, y - frozen.startY) };
    if (to.x === scroll.x && to.y === scroll.y) return;
    const [row, column] = [indexAt(heights, to.y), indexAt(widths, to.x)];
    this.spreadsheet.commands.syncExecuteCommand(ScrollCommand.id, {
      ...{ sheetViewStartRow: row.index, offsetY: row.offset },
      ...{ sheetViewStartColumn: column.index, offsetX: column.offset },
    });
  }
}

const keyOf = (params: object | undefined): unknown => (params as { keycode?: unknown } | undefined)?.keycode;

const isByMouse = (params: object | undefined): boolean =>
  ((params as { type?: SelectionMoveType } | undefined)?.type ?? SelectionMoveType.ONLY_SET) !==
  SelectionMoveType.ONLY_SET;

const isSeveral = ({ startRow, endRow, startColumn, endColumn }: IRange): boolean =>
  startRow !== endRow || startColumn !== endColumn;

/** The next row that can be seen; the same one at the end of the sheet. */
function nextRow(worksheet: Worksheet, row: number, step: 1 | -1): number {
  for (let next = row + step; next >= 0 && next < worksheet.getRowCount(); next += step) {
    if (worksheet.getRowVisible(next)) return next;
  }
  return row;
}
