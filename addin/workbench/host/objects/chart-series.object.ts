import { integerOf, isAbsent, oneOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { freshSeries, releaseSeries, trackedRange, valuesIn } from '../model/chart.ts';
import { CHART_TYPES } from '../model/chart-type.ts';
import type { RangeModel } from '../model/range.ts';
import type { ChartModel, ChartSeriesModel, SheetModel } from '../model/shapes.ts';
import { dataLabels, seriesFormat } from './chart-parts.object.ts';
import { keptChoice, keptColor, keptFlag, keptNumber, keptParts, keptProperties, type Kept } from './kept.ts';

/** A chart and the sheet that it lies on, with what is kept of it. */
export interface ChartAt extends Kept {
  readonly sheet: SheetModel;
  readonly chart: ChartModel;
}

export const chartAt = (sheet: SheetModel, chart: ChartModel): ChartAt => ({
  ...{ sheet, chart },
  settings: chart.settings,
  path: '',
});

interface SeriesAt extends Kept {
  readonly of: ChartAt;
  readonly series: ChartSeriesModel;
}

const seriesAt = (of: ChartAt, series: ChartSeriesModel): SeriesAt => ({
  ...{ of, series },
  settings: series.settings,
  path: '',
});

const nameOf = ({ of, series }: SeriesAt): string => {
  const [title] = valuesIn(series.title);
  return series.name ?? (title === undefined ? `Series${of.chart.series.indexOf(series) + 1}` : String(title));
};

/** What its legend would call the only series of a chart, which is the chart's title then. */
export const onlyName = (of: ChartAt): string | null => {
  const [first, ...others] = of.chart.series;
  return first && others.length === 0 ? nameOf(seriesAt(of, first)) : null;
};

function source(argument: Argument | undefined, location: string): RangeModel {
  const range = rangeOf(argument);
  if (!range) throw new HostError('InvalidArgument', location);
  return range.with({});
}

function point(part: 'values' | 'categories', location: string) {
  return ({ of, series }: SeriesAt, [range]: readonly Argument[]): void => {
    const before = series[part];
    series[part] = trackedRange(source(range, location));
    if (before) releaseSeries(of.sheet.workbook, [{ ...freshSeries(), values: before }]);
  };
}

const DIMENSIONS = ['Categories', 'Values', 'XValues', 'YValues'] as const;
const MARKERS = [
  ...['Automatic', 'None', 'Square', 'Diamond', 'Triangle', 'X'],
  ...['Star', 'Dot', 'Dash', 'Circle', 'Plus', 'Picture'],
];

const chartSeries = hostClass<SeriesAt>({
  name: 'ChartSeries',
  navigation: keptParts({ Format: seriesFormat, DataLabels: dataLabels }),
  properties: {
    Name: { get: nameOf, set: ({ series }, value) => void (series.name = textOf(value, 'ChartSeries.name')) },
    ...keptProperties('ChartSeries', {
      HasDataLabels: keptFlag(false),
      Filtered: keptFlag(false),
      Smooth: keptFlag(false),
      ShowShadow: keptFlag(false),
      InvertIfNegative: keptFlag(false),
      VaryByCategories: keptFlag(false),
      ShowLeaderLines: keptFlag(false),
      AxisGroup: keptChoice('Primary', ['Primary', 'Secondary']),
      MarkerStyle: keptChoice('Automatic', MARKERS),
      MarkerSize: keptNumber(5, 2),
      MarkerBackgroundColor: keptColor('#4472C4'),
      MarkerForegroundColor: keptColor('#4472C4'),
      GapWidth: keptNumber(219, 0),
      Overlap: keptNumber(-27, -100),
      DoughnutHoleSize: keptNumber(75, 10),
      FirstSliceAngle: keptNumber(0, 0),
      Explosion: keptNumber(0, 0),
    }),
    ChartType: {
      get: ({ of, settings }) => settings.get('ChartType') ?? of.chart.type,
      set: ({ settings }, value) => void settings.set('ChartType', oneOf(value, CHART_TYPES, 'ChartSeries.chartType')),
    },
    PlotOrder: {
      get: ({ of, series }) => of.chart.series.indexOf(series),
      set: ({ of: { chart }, series }, value) => {
        const to = integerOf(value, 'ChartSeries.plotOrder');
        const others = chart.series.filter((other) => other !== series);
        if (to < 0 || to > others.length) throw new HostError('InvalidArgument', 'ChartSeries.plotOrder');
        chart.series = [...others.slice(0, to), series, ...others.slice(to)];
      },
    },
  },
  methods: {
    Delete: ({ of: { chart, sheet }, series }) => {
      chart.series = chart.series.filter((other) => other !== series);
      releaseSeries(sheet.workbook, [series]);
    },
    SetValues: point('values', 'ChartSeries.setValues'),
    SetXAxisValues: point('categories', 'ChartSeries.setXAxisValues'),
    GetDimensionValues: ({ series }, [dimension]) => {
      const wanted = oneOf(dimension, DIMENSIONS, 'ChartSeries.getDimensionValues');
      return valuesIn(wanted === 'Values' || wanted === 'YValues' ? series.values : series.categories);
    },
  },
});

const all = (of: ChartAt): readonly HostObject[] => of.chart.series.map((series) => chartSeries(seriesAt(of, series)));

export const seriesCollection = hostClass<ChartAt>({
  name: 'ChartSeriesCollection',
  items: all,
  properties: { Count: { get: ({ chart }) => chart.series.length } },
  methods: {
    GetCount: ({ chart }) => chart.series.length,
    GetItemAt: (of, [index]) => {
      const found = all(of)[integerOf(index, 'ChartSeriesCollection.getItemAt')];
      if (!found) throw new HostError('InvalidArgument', 'ChartSeriesCollection.getItemAt');
      return found;
    },
    Add: (of, [name, index]) => {
      const location = 'ChartSeriesCollection.add';
      const series = { ...freshSeries(), name: isAbsent(name) ? null : textOf(name, location) };
      const at = isAbsent(index) ? of.chart.series.length : integerOf(index, location);
      of.chart.series = [...of.chart.series.slice(0, at), series, ...of.chart.series.slice(at)];
      return chartSeries(seriesAt(of, series));
    },
  },
});
