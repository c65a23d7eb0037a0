/**
 * Follows the links of cells as Excel does: at a click of the mouse that neither selects more nor is held to something
 * else. Pages open in a tab of their own, which learns nothing of this one; a place in the workbook is gone to.
 */
import type { Workbook } from '@univerjs/core';
import { HoverManagerService, SheetsSelectionsService } from '@univerjs/preset-sheets-core';
import { HostError } from '../../host/host-error.ts';
import { linkTarget } from '../../host/link-target.ts';
import type { RangeModel } from '../../host/model/range.ts';
import type { HyperlinkFields } from '../../host/model/shapes.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { primaryAt } from './primary.ts';
import type { Spreadsheet } from './univer.ts';

interface Place {
  readonly row: number;
  readonly col: number;
}

interface LinksOptions {
  readonly model: () => WorkbookModel;
  /** Called when another cell was selected in the model. */
  readonly moved: () => void;
}

export class Links {
  private readonly subscriptions: readonly { unsubscribe(): void }[];
  /** Where the left button went down, with no key that makes it mean more. */
  private pressed: Place | null = null;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly workbook: Workbook,
    private readonly o: LinksOptions,
  ) {
    const mouse = spreadsheet.injector.get(HoverManagerService);
    this.subscriptions = [
      mouse.currentPointerDownCell$.subscribe(({ row, col, event }) => {
        const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
        this.pressed = isPlain ? { row, col } : null;
      }),
      mouse.currentClickedCell$.subscribe(({ location }) => this.clicked(location)),
      mouse.currentCell$.subscribe((cell) => this.hovered(cell?.location ?? null)),
    ];
  }

  dispose(): void {
    for (const subscription of this.subscriptions) subscription.unsubscribe();
  }

  private clicked(place: Place): void {
    const { pressed } = this;
    this.pressed = null;
    const link = this.linkAt(place);
    if (!link || pressed?.row !== place.row || pressed.col !== place.col || !this.isOneCell()) return;
    const target = linkTarget(link);
    if (target.kind === 'outside') openTab(target.url);
    else if (target.kind === 'refused') this.spreadsheet.onRefusal(target.why);
    else this.goTo(target.place);
  }

  /** Who drags over cells that begin with a link selects them. */
  private isOneCell(): boolean {
    const selection = this.spreadsheet.injector.get(SheetsSelectionsService).getCurrentLastSelection();
    if (!selection?.primary) return false;
    const { range, primary } = selection;
    return range.endRow === primary.endRow && range.endColumn === primary.endColumn;
  }

  private goTo(place: string): void {
    const model = this.o.model();
    const range = rangeOfPlace(model, place);
    if (range?.sheet.visibility !== 'Visible') {
      this.spreadsheet.onRefusal(`This link leads nowhere: there is no “${place}” to be seen in this workbook.`);
      return;
    }
    model.select(range);
    this.o.moved();
  }

  /** What Excel shows beside the mouse: the link's own words, or where it leads. */
  private hovered(place: Place | null): void {
    const link = place && this.linkAt(place);
    const tip = link ? (link.screenTip ?? [link.address, link.documentReference].filter(Boolean).join('#')) : '';
    if (this.spreadsheet.container.title !== tip) this.spreadsheet.container.title = tip;
  }

  private linkAt({ row, col }: Place): HyperlinkFields | null {
    const { active } = this.o.model();
    if (active.hyperlinks.length === 0) return null;
    const cell = primaryAt(this.workbook.getActiveSheet(), row, col);
    const found = active.hyperlinks.find(
      ({ area }) =>
        cell.startRow >= area.row &&
        cell.startRow < area.row + area.rows &&
        cell.startColumn >= area.column &&
        cell.startColumn < area.column + area.columns,
    );
    return found?.fields ?? null;
  }
}

function rangeOfPlace(model: WorkbookModel, place: string): RangeModel | null {
  try {
    return model.range(place, null, 'Range.hyperlink');
  } catch (fault) {
    if (fault instanceof HostError) return null;
    throw fault;
  }
}

function openTab(url: string): void {
  const link = document.createElement('a');
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' });
  link.click();
}
