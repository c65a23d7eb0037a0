/** Charts are kept, answered and saved with the workbook; the workbench draws none. */
import { isAbsent, oneOf, rangeOf, textOf, numberOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject, type Property } from '../host-object.ts';
import { plotByOf, releaseSeries, seriesIn } from '../model/chart.ts';
import { CHART_TYPES, SERIES_BY } from '../model/chart-type.ts';
import type { RangeModel } from '../model/range.ts';
import type { ChartModel, SheetModel } from '../model/shapes.ts';
import { chartAreaFormat, chartAxes, chartLegend, chartTitle, dataLabels } from './chart-parts.object.ts';
import { chartAt, onlyName, seriesCollection, type ChartAt } from './chart-series.object.ts';
import { keyedCollection } from './collection.ts';
import { keptChoice, keptFlag, keptNumber, keptParts, keptProperties, partOf } from './kept.ts';
import { positions } from './sizes.ts';
import { wrap } from './wrap.ts';

/** Points: five by three inches, as Excel makes them. */
const SIZE = { width: 360, height: 216 };

function points(side: 'left' | 'top' | 'width' | 'height'): Property<ChartAt> {
  const location = `Chart.${side}`;
  return {
    get: ({ chart }) => chart[side],
    set: ({ chart }, value) => {
      const given = numberOf(value, location);
      if (given < 0) throw new HostError('InvalidArgument', location);
      chart[side] = given;
    },
  };
}

function rangeAt(sheet: SheetModel, argument: Argument | undefined, location: string): RangeModel {
  const range = rangeOf(argument) ?? sheet.workbook.range(textOf(argument, location), sheet, location);
  if (range.sheet !== sheet) throw new HostError('InvalidArgument', location);
  return range;
}

const edge = (range: RangeModel, name: 'Left' | 'Top' | 'Width' | 'Height'): number =>
  Number(positions[name]?.get(range));

/** With an end cell the chart covers all from the start to it. */
function setPosition({ chart, sheet }: ChartAt, [start, end]: readonly Argument[]): void {
  const from = rangeAt(sheet, start, 'Chart.setPosition');
  Object.assign(chart, { left: edge(from, 'Left'), top: edge(from, 'Top') });
  if (isAbsent(end)) return;
  const to = rangeAt(sheet, end, 'Chart.setPosition');
  chart.width = Math.max(0, edge(to, 'Left') + edge(to, 'Width') - chart.left);
  chart.height = Math.max(0, edge(to, 'Top') + edge(to, 'Height') - chart.top);
}

function setData({ chart, sheet }: ChartAt, [source, by]: readonly Argument[], location: string): void {
  const range = rangeOf(source);
  if (!range) throw new HostError('InvalidArgument', location);
  releaseSeries(sheet.workbook, chart.series);
  chart.plotBy = plotByOf(range, isAbsent(by) ? 'Auto' : oneOf(by, SERIES_BY, location));
  chart.series = seriesIn(range, chart);
}

function remove({ chart, sheet }: ChartAt): void {
  sheet.charts = sheet.charts.filter((other) => other !== chart);
  releaseSeries(sheet.workbook, chart.series);
}

const chartObject = hostClass<ChartAt>({
  name: 'Chart',
  identity: ({ chart }) => ({ Id: chart.id }),
  navigation: {
    ...keptParts({ Title: chartTitle, Legend: chartLegend, DataLabels: dataLabels, Format: chartAreaFormat }),
    Axes: (self) => chartAxes(partOf(self, 'Axes')),
    Series: seriesCollection,
    Worksheet: ({ sheet }) => wrap(sheet),
  },
  properties: {
    Id: { get: ({ chart }) => chart.id },
    Name: {
      get: ({ chart }) => chart.name,
      set: ({ chart }, value) => void (chart.name = textOf(value, 'Chart.name')),
    },
    ChartType: {
      get: ({ chart }) => chart.type,
      set: ({ chart }, value) => void (chart.type = oneOf(value, CHART_TYPES, 'Chart.chartType')),
    },
    Left: points('left'),
    Top: points('top'),
    Width: points('width'),
    Height: points('height'),
    PlotBy: {
      get: ({ chart }) => chart.plotBy,
      set: ({ chart }, value) => void (chart.plotBy = oneOf(value, ['Rows', 'Columns'], 'Chart.plotBy')),
    },
    ...keptProperties('Chart', {
      PlotVisibleOnly: keptFlag(true),
      DisplayBlanksAs: keptChoice('NotPlotted', ['NotPlotted', 'Zero', 'Interplotted']),
      ShowAllFieldButtons: keptFlag(false),
      ShowDataLabelsOverMaximum: keptFlag(true),
      Style: keptNumber(201, 1),
    }),
  },
  methods: {
    Activate: ({ sheet }) => sheet.workbook.activate(sheet),
    Delete: remove,
    SetData: (self, args) => setData(self, args, 'Chart.setData'),
    SetPosition: setPosition,
  },
});

const bind = (sheet: SheetModel, chart: ChartModel): HostObject => chartObject(chartAt(sheet, chart));

function add(sheet: SheetModel, [type, source, by]: readonly Argument[]): HostObject {
  const location = 'ChartCollection.add';
  const chart: ChartModel = {
    ...{ id: sheet.workbook.nextGuid(), name: freeName(sheet), type: oneOf(type, CHART_TYPES, location) },
    ...{ left: 0, top: 0, ...SIZE, plotBy: 'Columns', series: [], settings: new Map() },
  };
  const at = chartAt(sheet, chart);
  setData(at, [source ?? null, by ?? null], location);
  const title = onlyName(at);
  if (title !== null) chart.settings.set('Title.Text', title);
  sheet.charts = [...sheet.charts, chart];
  return chartObject(at);
}

/** `Chart 1`, and the next number that no chart of the sheet has. */
function freeName({ charts }: SheetModel): string {
  for (let n = charts.length + 1; ; n++) {
    const name = `Chart ${n}`;
    if (!charts.some((chart) => chart.name === name)) return name;
  }
}

const collection = keyedCollection<SheetModel>({
  name: 'ChartCollection',
  hasCount: true,
  items: (sheet) => sheet.charts.map((chart) => bind(sheet, chart)),
  find: (sheet, key) => {
    const isNamed = (name: string): boolean => typeof key === 'string' && name.toLowerCase() === key.toLowerCase();
    const found = sheet.charts.find(({ id, name }) => id === key || isNamed(name));
    return found ? bind(sheet, found) : null;
  },
});

export const charts = hostClass<SheetModel>({ ...collection, methods: { ...collection.methods, Add: add } });
