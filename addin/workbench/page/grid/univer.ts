/** Starts Univer: the spreadsheet that shows the cells and calculates the formulas. */
import {
  DEFAULT_STYLES,
  ICommandService,
  type Injector,
  LifecycleService,
  LifecycleStages,
  LocaleType,
  LogLevel,
  mergeLocales,
  ThemeService,
  Univer,
} from '@univerjs/core';
import { UniverSheetsConditionalFormattingPreset } from '@univerjs/preset-sheets-conditional-formatting';
import '@univerjs/preset-sheets-conditional-formatting/lib/index.css';
import ConditionalFormattingTexts from '@univerjs/preset-sheets-conditional-formatting/locales/en-US';
import {
  DeviceInputEventType,
  IEditorBridgeService,
  SetCellEditVisibleOperation,
  UniverSheetsCorePreset,
} from '@univerjs/preset-sheets-core';
import '@univerjs/preset-sheets-core/lib/index.css';
import CoreTexts from '@univerjs/preset-sheets-core/locales/en-US';
import { UniverSheetsDataValidationPreset } from '@univerjs/preset-sheets-data-validation';
import '@univerjs/preset-sheets-data-validation/lib/index.css';
import DataValidationTexts from '@univerjs/preset-sheets-data-validation/locales/en-US';
import { UniverSheetsNotePreset } from '@univerjs/preset-sheets-note';
import '@univerjs/preset-sheets-note/lib/index.css';
import NoteTexts from '@univerjs/preset-sheets-note/locales/en-US';
import { UniverSheetsFilterPreset } from '@univerjs/preset-sheets-filter';
import '@univerjs/preset-sheets-filter/lib/index.css';
import FilterTexts from '@univerjs/preset-sheets-filter/locales/en-US';
import { UniverSheetsSortPreset } from '@univerjs/preset-sheets-sort';
import '@univerjs/preset-sheets-sort/lib/index.css';
import SortTexts from '@univerjs/preset-sheets-sort/locales/en-US';
import {
  UniverSheetsTablePlugin,
  UniverSheetsTablePreset,
  UniverSheetsTableUIPlugin,
} from '@univerjs/preset-sheets-table';
import '@univerjs/preset-sheets-table/lib/index.css';
import TableTexts from '@univerjs/preset-sheets-table/locales/en-US';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import type { Working } from '../working.ts';
import { measureOpenSheetsOnly } from './auto-heights.ts';
import { nameControls } from './control-names.ts';
import { filterMenuTexts, shortenFilterMenu } from './filter-menu.ts';
import { indexResultsThatAreLookedUp } from './formula-index.ts';
import { scanFormulasByNumber } from './formula-scan.ts';
import { calculateInSlices } from './formula-slices.ts';
import { drawLean, markForcedTextsOnly } from './lean-drawing.ts';
import { reorderLean } from './lean-reorder.ts';
import { TABLE_THEMES } from './table-themes.ts';

export interface Spreadsheet {
  readonly injector: Injector;
  readonly commands: ICommandService;
  readonly univer: Univer;
  /** Where the grid is drawn. */
  readonly container: HTMLElement;
  /** For what holds the page for a while. */
  readonly working: Working;
  setDark(isDark: boolean): void;
  /** Ends the editing of a cell as Enter does, but stays in it. */
  finishEditing(): void;
  /** Set by the page: tells the person why what he did was not taken over. */
  onRefusal: (why: string) => void;
  /** Set by the page: hears of the workbook each time that it was shown anew. */
  onShown: (workbook: WorkbookModel) => void;
}

/** Excel's, which the model has too. Univer draws and names what has no font of its own by this; it offers no setting. */
DEFAULT_STYLES.ff = 'Calibri';

export function startUniver(container: HTMLElement, working: Working): Spreadsheet {
  const univer = new Univer({
    locale: LocaleType.EN_US,
    locales: {
      [LocaleType.EN_US]: mergeLocales(
        CoreTexts,
        ConditionalFormattingTexts,
        DataValidationTexts,
        FilterTexts,
        NoteTexts,
        SortTexts,
        TableTexts,
        filterMenuTexts(TableTexts),
      ),
    },
    logLevel: LogLevel.WARN,
  });
  const injector = univer.__getInjector();
  shortenFilterMenu(injector);
  markForcedTextsOnly();
  measureOpenSheetsOnly();
  reorderLean();
  const presets = [
    UniverSheetsCorePreset({ container, ribbonType: 'simple', disableAutoFocus: true }),
    UniverSheetsFilterPreset(),
    UniverSheetsSortPreset(),
    UniverSheetsTablePreset(),
    // As in Excel: a list to choose from, no more.
    UniverSheetsDataValidationPreset({ showSearchOnDropdown: false, showEditOnDropdown: false }),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsNotePreset(),
  ];
  for (const plugin of presets.flatMap(({ plugins }) => plugins)) {
    if (Array.isArray(plugin)) univer.registerPlugin(plugin[0], plugin[1]);
    // The preset passes no configuration on.
    else if (plugin === UniverSheetsTablePlugin) univer.registerPlugin(plugin, { userThemes: TABLE_THEMES });
    // A tag with the table's name would hide the lines above it; Excel has none.
    else if (plugin === UniverSheetsTableUIPlugin) univer.registerPlugin(plugin, { hideAnchor: true });
    else univer.registerPlugin(plugin);
  }
  void startAll(injector, container);
  scanFormulasByNumber(injector);
  indexResultsThatAreLookedUp();
  calculateInSlices(injector);
  const commands = injector.get(ICommandService);
  return {
    univer,
    container,
    injector,
    commands,
    working,
    onRefusal: () => undefined,
    onShown: () => undefined,
    setDark: (isDark) => injector.get(ThemeService).setDarkMode(isDark),
    finishEditing() {
      const editor = injector.get(IEditorBridgeService);
      const unitId = editor.getEditCellState()?.unitId;
      if (!editor.isVisible().visible || unitId === undefined) return;
      const eventType = DeviceInputEventType.PointerDown;
      void commands.executeCommand(SetCellEditVisibleOperation.id, { visible: false, eventType, unitId });
    },
  };
}

/**
 * Univer starts what it holds to be less urgent three seconds after the grid is drawn: the fill handle, which can be
 * seen and dragged before, fills nothing until then. Here all is started as soon as the grid is drawn.
 */
async function startAll(injector: Injector, container: HTMLElement): Promise<void> {
  const lifecycle = injector.get(LifecycleService);
  await lifecycle.onStage(LifecycleStages.Rendered);
  lifecycle.stage = LifecycleStages.Steady;
  drawLean(injector);
  nameControls(container, injector);
}
