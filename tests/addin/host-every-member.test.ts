/**
 * Every member of every class that can be reached from a workbook, by the library's own lists of names: either the host
 * models it, or it refuses with ApiNotFound and that very name. What it refuses is listed in
 * fixtures/unmodelled-members.json; `UPDATE_FIXTURES=1` writes that list anew.
 *
 * It does not prove that a modelled member does what Excel does.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { Action, ObjectPath, RequestBatch } from '../../addin/workbench/host/protocol.ts';
import { openWorkbook } from '../support/office.ts';

/** One step from an object to another: a property, or a method or indexer with its arguments. */
type Step = string | readonly [name: string, ...args: readonly StepArgument[]];
type StepArgument = string | number | boolean | null | number[] | { readonly _ObjectPathId: number };
const SHEET: readonly Step[] = ['Worksheets', ['', 'Sheet1']];
const RANGE: readonly Step[] = [...SHEET, ['GetRange', 'A1:B3']];
const TABLE: readonly Step[] = [...SHEET, 'Tables', ['Add', 'A1:B3', true]];
const COLUMN: readonly Step[] = [...TABLE, 'Columns', ['GetItemAt', 0]];
const FORMAT: readonly Step[] = [...RANGE, 'ConditionalFormats'];
/** A chart of the range that the way leads over: the path of the workbook is 1, so that the range's is 4. */
const CHART: readonly Step[] = [...RANGE, 'Worksheet', 'Charts', ['Add', 'Line', { _ObjectPathId: 4 }, 'Auto']];
const XML: readonly Step[] = ['CustomXmlParts', ['Add', '<a xmlns="urn:a"/>']];
const COMMENT: readonly Step[] = ['Comments', ['Add', 'Sheet1!A1', 'why', null]];

/** How an object of each class is reached. */
const CLASSES: Record<string, readonly Step[]> = {
  Workbook: [],
  Application: ['Application'],
  CultureInfo: ['Application', 'CultureInfo'],
  NumberFormatInfo: ['Application', 'CultureInfo', 'NumberFormat'],
  DatetimeFormatInfo: ['Application', 'CultureInfo', 'DatetimeFormat'],
  Runtime: ['_Runtime'],
  Functions: ['Functions'],
  FunctionResult: ['Functions', ['Sum', 1]],
  StyleCollection: ['Styles'],
  Style: ['Styles', ['', 'Normal']],
  WorkbookProtection: ['Protection'],
  DocumentProperties: ['Properties'],
  CustomPropertyCollection: ['Properties', 'Custom'],
  CustomProperty: ['Properties', 'Custom', ['Add', 'a', 1]],
  SettingCollection: ['Settings'],
  Setting: ['Settings', ['Add', 'a', 1]],
  CustomXmlPartCollection: ['CustomXmlParts'],
  CustomXmlPart: XML,
  CustomXmlPartScopedCollection: ['CustomXmlParts', ['GetByNamespace', 'urn:a']],
  NamedItemCollection: ['Names'],
  NamedItem: ['Names', ['Add', 'name', '=Sheet1!A1', null]],
  NamedItemArrayValues: ['Names', ['Add', 'name', '=Sheet1!A1', null], 'ArrayValues'],
  CommentCollection: ['Comments'],
  Comment: COMMENT,
  CommentReplyCollection: [...COMMENT, 'Replies'],
  CommentReply: [...COMMENT, 'Replies', ['Add', 'because', null]],
  WorksheetCollection: ['Worksheets'],
  Worksheet: SHEET,
  WorksheetProtection: [...SHEET, 'Protection'],
  WorksheetFreezePanes: [...SHEET, 'FreezePanes'],
  WorksheetCustomPropertyCollection: [...SHEET, 'CustomProperties'],
  WorksheetCustomProperty: [...SHEET, 'CustomProperties', ['Add', 'a', 'b']],
  AutoFilter: [...SHEET, 'AutoFilter'],
  Range: RANGE,
  RangeAreas: [...SHEET, ['GetRanges', 'A1:B2,C3']],
  RemoveDuplicatesResult: [...RANGE, ['RemoveDuplicates', [0], false]],
  RangeCollection: [...SHEET, ['GetRanges', 'A1:B2,C3'], 'Areas'],
  RangeView: [...RANGE, ['GetVisibleView']],
  RangeViewCollection: [...RANGE, ['GetVisibleView'], 'Rows'],
  RangeSort: [...RANGE, 'Sort'],
  RangeFormat: [...RANGE, 'Format'],
  RangeFill: [...RANGE, 'Format', 'Fill'],
  RangeFont: [...RANGE, 'Format', 'Font'],
  FormatProtection: [...RANGE, 'Format', 'Protection'],
  RangeBorderCollection: [...RANGE, 'Format', 'Borders'],
  RangeBorder: [...RANGE, 'Format', 'Borders', ['', 'EdgeTop']],
  DataValidation: [...RANGE, 'DataValidation'],
  ConditionalFormatCollection: FORMAT,
  ConditionalFormat: [...FORMAT, ['Add', 'Custom']],
  CustomConditionalFormat: [...FORMAT, ['Add', 'Custom'], 'Custom'],
  ConditionalFormatRule: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Rule'],
  CellValueConditionalFormat: [...FORMAT, ['Add', 'CellValue'], 'CellValue'],
  TextConditionalFormat: [...FORMAT, ['Add', 'ContainsText'], 'TextComparison'],
  ColorScaleConditionalFormat: [...FORMAT, ['Add', 'ColorScale'], 'ColorScale'],
  DataBarConditionalFormat: [...FORMAT, ['Add', 'DataBar'], 'DataBar'],
  ConditionalDataBarPositiveFormat: [...FORMAT, ['Add', 'DataBar'], 'DataBar', 'PositiveFormat'],
  ConditionalDataBarNegativeFormat: [...FORMAT, ['Add', 'DataBar'], 'DataBar', 'NegativeFormat'],
  IconSetConditionalFormat: [...FORMAT, ['Add', 'IconSet'], 'IconSet'],
  TopBottomConditionalFormat: [...FORMAT, ['Add', 'TopBottom'], 'TopBottom'],
  PresetCriteriaConditionalFormat: [...FORMAT, ['Add', 'PresetCriteria'], 'Preset'],
  ConditionalRangeFormat: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Format'],
  ConditionalRangeFont: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Format', 'Font'],
  ConditionalRangeFill: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Format', 'Fill'],
  ConditionalRangeBorderCollection: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Format', 'Borders'],
  ConditionalRangeBorder: [...FORMAT, ['Add', 'Custom'], 'Custom', 'Format', 'Borders', 'Top'],
  ChartCollection: [...SHEET, 'Charts'],
  Chart: CHART,
  ChartAreaFormat: [...CHART, 'Format'],
  ChartFill: [...CHART, 'Format', 'Fill'],
  ChartFont: [...CHART, 'Format', 'Font'],
  ChartBorder: [...CHART, 'Format', 'Border'],
  ChartTitle: [...CHART, 'Title'],
  ChartTitleFormat: [...CHART, 'Title', 'Format'],
  ChartLegend: [...CHART, 'Legend'],
  ChartLegendFormat: [...CHART, 'Legend', 'Format'],
  ChartDataLabels: [...CHART, 'DataLabels'],
  ChartDataLabelFormat: [...CHART, 'DataLabels', 'Format'],
  ChartAxes: [...CHART, 'Axes'],
  ChartAxis: [...CHART, 'Axes', 'ValueAxis'],
  ChartAxisFormat: [...CHART, 'Axes', 'ValueAxis', 'Format'],
  ChartLineFormat: [...CHART, 'Axes', 'ValueAxis', 'Format', 'Line'],
  ChartAxisTitle: [...CHART, 'Axes', 'ValueAxis', 'Title'],
  ChartAxisTitleFormat: [...CHART, 'Axes', 'ValueAxis', 'Title', 'Format'],
  ChartGridlines: [...CHART, 'Axes', 'ValueAxis', 'MajorGridlines'],
  ChartGridlinesFormat: [...CHART, 'Axes', 'ValueAxis', 'MajorGridlines', 'Format'],
  ChartSeriesCollection: [...CHART, 'Series'],
  ChartSeries: [...CHART, 'Series', ['GetItemAt', 0]],
  ChartSeriesFormat: [...CHART, 'Series', ['GetItemAt', 0], 'Format'],
  PageLayout: [...SHEET, 'PageLayout'],
  HeaderFooterGroup: [...SHEET, 'PageLayout', 'HeadersFooters'],
  HeaderFooter: [...SHEET, 'PageLayout', 'HeadersFooters', 'DefaultForAllPages'],
  TableCollection: ['Tables'],
  TableScopedCollection: [...RANGE, ['GetTables', false]],
  Table: TABLE,
  TableSort: [...TABLE, 'Sort'],
  TableColumnCollection: [...TABLE, 'Columns'],
  TableColumn: COLUMN,
  Filter: [...COLUMN, 'Filter'],
  TableRowCollection: [...TABLE, 'Rows'],
  TableRow: [...TABLE, 'Rows', ['GetItemAt', 0]],
};

interface Members {
  readonly properties: readonly string[];
  readonly objects: readonly string[];
  readonly methods: readonly string[];
}

/** What the library knows of a class, read off its code: the names that it sends. */
function membersOf(name: string, source: string): Members {
  const start = source.indexOf(
    `\n    var ${name} = (function (_super) {`,
    source.indexOf('var _defaultApiSetName = "ExcelApi"'),
  );
  const body = source.slice(start, source.indexOf('}(OfficeExtension.ClientObject));', start));
  const matches = (pattern: RegExp): string[] => [
    ...new Set([...body.matchAll(pattern)].map(([, found = '']) => found)),
  ];
  const scalars =
    /_scalarPropertyOriginalNames", \{\s*get: function \(\) \{\s*return \[([^\]]*)\]/.exec(body)?.[1] ?? '';
  return {
    properties: [...scalars.matchAll(/"(\w+)"/g)]
      .map(([, found = '']) => found)
      .filter((found) => !found.startsWith('_')),
    objects: matches(/_createPropertyObject\(\S+ this, "(\w+)"/g),
    methods: [...matches(/_createMethodObject\(\S+ this, "(\w+)"/g), ...matches(/_invokeMethod\(this, "(\w+)"/g)],
  };
}

/** A batch that walks to an object and does one thing with it. */
function batch(steps: readonly Step[], act: (path: number) => Partial<Action> | ObjectPath): RequestBatch {
  const paths: ObjectPath[] = [{ Id: 1, ObjectPathType: 1, Name: '' }];
  for (const step of steps) {
    const [name, ...args] = typeof step === 'string' ? [step] : step;
    const type = typeof step === 'string' ? 4 : name === '' ? 5 : 3;
    const Id = paths.length + 1;
    paths.push({ Id, ObjectPathType: type, Name: name, ParentObjectPathId: Id - 1, ArgumentInfo: { Arguments: args } });
  }
  const last = act(paths.length);
  const walk = paths.map(({ Id }) => ({ Id: 100 + Id, ActionType: 1, Name: '', ObjectPathId: Id }));
  const isPath = 'ObjectPathType' in last;
  if (isPath) paths.push(last);
  const end = { Id: 999, ActionType: 1, Name: '', ObjectPathId: paths.length, ...(isPath ? {} : last) };
  return { Actions: [...walk, end], ObjectPaths: Object.fromEntries(paths.map((path) => [path.Id, path])) };
}

async function refusal(request: RequestBatch): Promise<{ code: string; location: string; isLast: boolean } | null> {
  const { Error: fault } = await new ExcelHost().processQuery(request);
  return fault
    ? { code: fault.Code, location: fault.Location, isLast: fault.ActionIndex === request.Actions.length - 1 }
    : null;
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

async function unmodelled(name: string, steps: readonly Step[], members: Members): Promise<string[]> {
  const tries = [
    ...members.properties.map((member) => ({
      member,
      request: batch(steps, (path) => ({ ActionType: 2, ObjectPathId: path, QueryInfo: { Select: [camel(member)] } })),
    })),
    ...members.objects.map((member) => ({
      member,
      request: batch(steps, (path) => ({ Id: path + 1, ObjectPathType: 4, Name: member, ParentObjectPathId: path })),
    })),
    ...members.methods.map((member) => ({
      member,
      request: batch(steps, (path) => ({
        ActionType: 3,
        Name: member,
        ObjectPathId: path,
        ArgumentInfo: { Arguments: [] },
      })),
    })),
  ];
  const refused: string[] = [];
  for (const { member, request } of tries) {
    const fault = await refusal(request);
    if (fault && !fault.isLast) throw new Error(`${name} is not reached: ${fault.code} ${fault.location}`);
    if (fault?.code !== 'ApiNotFound') continue;
    // What a collection does not have itself is asked of its items.
    const owner = name.endsWith('Collection') ? `(${name}|${name.replace('Collection', '')})` : name;
    expect(fault.location).toMatch(new RegExp(`^${owner}\\.${camel(member)}$`));
    refused.push(camel(member));
  }
  return refused.sort();
}

test('what office.js knows and the host does not model is refused by its name, and listed', async () => {
  openWorkbook();
  const library = new URL('../../node_modules/@microsoft/office-js/dist/excel-web-16.00.debug.js', import.meta.url);
  const source = readFileSync(library, 'utf8');
  const refused: Record<string, string[]> = {};
  for (const [name, steps] of Object.entries(CLASSES)) {
    const members = membersOf(name, source);
    expect(members.properties.length + members.objects.length + members.methods.length).toBeGreaterThan(0);
    const names = await unmodelled(name, steps, members);
    if (names.length > 0) refused[name] = names;
  }
  const list = new URL('fixtures/unmodelled-members.json', import.meta.url);
  if (process.env['UPDATE_FIXTURES']) writeFileSync(list, `${JSON.stringify(refused, null, 2)}\n`);
  expect(refused).toEqual(JSON.parse(readFileSync(list, 'utf8')));
});

test('classes that the host does not model at all cannot be reached', async () => {
  const ways: readonly (readonly Step[])[] = [
    ...['Bindings', 'PivotTables', 'Slicers', 'TableStyles', 'Queries'].map((way) => [way]),
    ...['PivotTables', 'Shapes', 'Slicers', 'NamedSheetViews', 'HorizontalPageBreaks'].map((way) => [...SHEET, way]),
  ];
  for (const way of ways) {
    const fault = await refusal(
      batch(way.slice(0, -1), (path) => ({
        Id: path + 1,
        ObjectPathType: 4,
        Name: String(way.at(-1)),
        ParentObjectPathId: path,
      })),
    );
    expect(fault).toMatchObject({ code: 'ApiNotFound' });
    expect(fault?.location.endsWith(`.${camel(String(way.at(-1)))}`)).toBe(true);
  }
});
