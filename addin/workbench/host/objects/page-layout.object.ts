/** How a sheet is printed: kept and answered. Margins are those that Excel calls normal, in points; the reference names none. */
import { MAX_COLUMNS, MAX_ROWS, type Area } from '../a1.ts';
import { numberOf, objectOf, oneOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { HostObject, hostClass, type Argument } from '../host-object.ts';
import type { PageLayoutModel } from '../model/page-layout.ts';
import { RangeModel } from '../model/range.ts';
import { RangeAreasModel } from '../model/range-areas.ts';
import type { SheetModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { required } from './collection.ts';
import {
  keptChoice,
  keptClass,
  keptFlag,
  keptNumber,
  keptParts,
  keptProperties,
  keptText,
  type Kept,
  type KeptSetting,
} from './kept.ts';
import { areasAt } from './range-areas.object.ts';
import { wrap } from './wrap.ts';

interface PageAt extends Kept {
  readonly sheet: SheetModel;
  readonly page: PageLayoutModel;
}

const PAPERS = [
  ...['Letter', 'LetterSmall', 'Tabloid', 'Ledger', 'Legal', 'Statement', 'Executive', 'A3', 'A4', 'A4Small', 'A5'],
  ...['B4', 'B5', 'Folio', 'Quatro', 'Paper10x14', 'Paper11x17', 'Note', 'Envelope9', 'Envelope10', 'Envelope11'],
  ...['Envelope12', 'Envelope14', 'Csheet', 'Dsheet', 'Esheet', 'EnvelopeDL', 'EnvelopeC5', 'EnvelopeC3'],
  ...['EnvelopeC4', 'EnvelopeC6', 'EnvelopeC65', 'EnvelopeB4', 'EnvelopeB5', 'EnvelopeB6', 'EnvelopeItaly'],
  ...['EnvelopeMonarch', 'EnvelopePersonal', 'FanfoldUS', 'FanfoldStdGerman', 'FanfoldLegalGerman'],
];

const POINTS_OF_UNIT = { Points: 1, Inches: 72, Centimeters: 72 / 2.54 } as const;
const UNITS = ['Points', 'Inches', 'Centimeters'] as const;
const SIDES = ['Top', 'Bottom', 'Left', 'Right', 'Header', 'Footer'] as const;

const margin = (points: number): KeptSetting => keptNumber(points, 0);

/** "You can only set one of scale or fit to pages": 10 to 400 per cent, or a number of pages. */
const zoom: KeptSetting = {
  standard: { scale: 100 },
  check: (value, location) => {
    const fields = Object.entries(objectOf(value, location)).filter(([, field]) => field !== null);
    const checked = fields.map(([name, field]): [string, Json] => {
      const number = numberOf(field, location);
      const isScale = name === 'scale' && number >= 10 && number <= 400;
      const isPages = /^(horizontal|vertical)FitToPages$/.test(name) && Number.isInteger(number) && number >= 0;
      if (!isScale && !isPages) throw new HostError('InvalidArgument', location);
      return [name, number];
    });
    return Object.fromEntries(checked);
  },
};

const headerFooter = keptClass({
  name: 'HeaderFooter',
  settings: Object.fromEntries(
    ['LeftHeader', 'CenterHeader', 'RightHeader', 'LeftFooter', 'CenterFooter', 'RightFooter'].map((name) => [
      name,
      keptText(''),
    ]),
  ),
});

const headersFooters = keptClass({
  name: 'HeaderFooterGroup',
  settings: {
    State: keptChoice('Default', ['Default', 'FirstAndDefault', 'OddAndEven', 'FirstOddAndEven']),
    UseSheetMargins: keptFlag(true),
    UseSheetScale: keptFlag(true),
  },
  parts: {
    DefaultForAllPages: headerFooter,
    EvenPages: headerFooter,
    FirstPage: headerFooter,
    OddPages: headerFooter,
  },
});

function setMargins({ settings }: PageAt, [unit, options]: readonly Argument[]): void {
  const location = 'PageLayout.setPrintMargins';
  const points = POINTS_OF_UNIT[oneOf(unit, UNITS, location)];
  const given = objectOf(options ?? null, location);
  for (const side of SIDES) {
    const value = given[side.toLowerCase()];
    if (value != null) settings.set(`${side}Margin`, margin(0).check(numberOf(value, location) * points, location));
  }
}

function setPrintArea({ sheet, page }: PageAt, [area]: readonly Argument[]): void {
  const location = 'PageLayout.setPrintArea';
  const several = area instanceof HostObject && area.target instanceof RangeAreasModel ? area.target : null;
  const one = rangeOf(area);
  const chosen = several ?? one ?? areasAt(sheet, textOf(area, location), location);
  if (chosen.sheet !== sheet) throw new HostError('InvalidArgument', location);
  page.printArea = 'areas' in chosen ? chosen.areas : [chosen.area];
}

const printArea = ({ sheet, page }: PageAt): HostObject | null =>
  page.printArea.length > 0 ? wrap(new RangeAreasModel(sheet, page.printArea)) : null;

/** Whole rows or columns, as many as the range touches. */
function setTitles(part: 'titleRows' | 'titleColumns', location: string) {
  return ({ sheet, page }: PageAt, [range]: readonly Argument[]): void => {
    const { area, sheet: of } = rangeOf(range) ?? sheet.workbook.range(textOf(range, location), sheet, location);
    if (of !== sheet) throw new HostError('InvalidArgument', location);
    page[part] =
      part === 'titleRows' ? { ...area, column: 0, columns: MAX_COLUMNS } : { ...area, row: 0, rows: MAX_ROWS };
  };
}

const titles = (sheet: SheetModel, area: Area | null): HostObject | null => area && wrap(new RangeModel(sheet, area));

const pageLayoutObject = hostClass<PageAt>({
  name: 'PageLayout',
  navigation: keptParts({ HeadersFooters: headersFooters }),
  properties: keptProperties('PageLayout', {
    Orientation: keptChoice('Portrait', ['Portrait', 'Landscape']),
    PaperSize: keptChoice('Letter', PAPERS),
    LeftMargin: margin(50.4),
    RightMargin: margin(50.4),
    TopMargin: margin(54),
    BottomMargin: margin(54),
    HeaderMargin: margin(21.6),
    FooterMargin: margin(21.6),
    CenterHorizontally: keptFlag(false),
    CenterVertically: keptFlag(false),
    BlackAndWhite: keptFlag(false),
    DraftMode: keptFlag(false),
    PrintGridlines: keptFlag(false),
    PrintHeadings: keptFlag(false),
    PrintComments: keptChoice('NoComments', ['NoComments', 'EndSheet', 'InPlace']),
    PrintErrors: keptChoice('AsDisplayed', ['AsDisplayed', 'Blank', 'Dash', 'NotAvailable']),
    PrintOrder: keptChoice('DownThenOver', ['DownThenOver', 'OverThenDown']),
    FirstPageNumber: { standard: '', check: (value, location) => (value === '' ? '' : numberOf(value, location)) },
    Zoom: zoom,
  }),
  methods: {
    SetPrintArea: setPrintArea,
    GetPrintArea: (self) => required(printArea(self), 'PageLayout.getPrintArea'),
    GetPrintAreaOrNullObject: printArea,
    SetPrintMargins: setMargins,
    SetPrintTitleRows: setTitles('titleRows', 'PageLayout.setPrintTitleRows'),
    GetPrintTitleRows: ({ sheet, page }) => required(titles(sheet, page.titleRows), 'PageLayout.getPrintTitleRows'),
    GetPrintTitleRowsOrNullObject: ({ sheet, page }) => titles(sheet, page.titleRows),
    SetPrintTitleColumns: setTitles('titleColumns', 'PageLayout.setPrintTitleColumns'),
    GetPrintTitleColumns: ({ sheet, page }) =>
      required(titles(sheet, page.titleColumns), 'PageLayout.getPrintTitleColumns'),
    GetPrintTitleColumnsOrNullObject: ({ sheet, page }) => titles(sheet, page.titleColumns),
  },
});

export const pageLayout = (sheet: SheetModel): HostObject =>
  pageLayoutObject({ sheet, page: sheet.pageLayout, settings: sheet.pageLayout.settings, path: '' });
