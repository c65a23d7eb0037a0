import type { CellValue } from '../value.ts';
import type { ChartType, SeriesBy } from './chart-type.ts';
import { RangeModel } from './range.ts';
import type { ChartModel, ChartSeriesModel, RangeModel as Place, WorkbookModel } from './shapes.ts';

export const freshSeries = (): ChartSeriesModel => ({
  ...{ name: null, title: null, values: null, categories: null },
  settings: new Map(),
});

/** The values in a series' range, along it. */
export function valuesIn(range: Place | null): CellValue[] {
  if (!range) return [];
  const { sheet, area } = range;
  return Array.from({ length: area.rows * area.columns }, (_, i) => {
    const row = area.row + Math.floor(i / area.columns);
    return sheet.grid.at(row, area.column + (i % area.columns)).value;
  });
}

/** Which of rows and columns are the series: in a range that is higher than wide, or square, its columns. */
export const plotByOf = ({ area }: Place, by: SeriesBy): ChartModel['plotBy'] =>
  by === 'Auto' ? (area.rows >= area.columns ? 'Columns' : 'Rows') : by;

/**
 * The series of a range, as Excel finds them: a first line of texts names them, a first series of texts, or one that stands
 * under an empty corner, are the categories. Of points and bubbles the first series are the x values.
 */
export function seriesIn(source: Place, { type, plotBy }: Pick<ChartModel, 'type' | 'plotBy'>): ChartSeriesModel[] {
  const lines = linesOf(source, plotBy);
  const [first, ...others] = lines;
  if (!first) return [];
  const hasTitles = first.length > 1 && (others.length > 0 ? others : lines).every((line) => isText(line.value(0)));
  const from = hasTitles ? 1 : 0;
  const isLabels = first.some(from, isText) || (hasTitles && first.value(0) === '') || isOfPoints(type);
  const categories = others.length > 0 && isLabels ? first.part(from) : null;
  return (categories ? others : lines).map((line) => ({
    ...freshSeries(),
    title: hasTitles ? line.part(0, 1) : null,
    values: line.part(from),
    categories,
  }));
}

const isText = (value: CellValue): boolean => typeof value === 'string' && value !== '';
const isOfPoints = (type: ChartType): boolean => type.startsWith('XYScatter') || type.startsWith('Bubble');

interface Line {
  readonly length: number;
  value(index: number): CellValue;
  some(from: number, is: (value: CellValue) => boolean): boolean;
  /** A part of it, tracked. */
  part(start: number, count?: number): Place;
}

function linesOf({ sheet, area }: Place, plotBy: ChartModel['plotBy']): Line[] {
  const isColumn = plotBy === 'Columns';
  const length = isColumn ? area.rows : area.columns;
  return Array.from({ length: isColumn ? area.columns : area.rows }, (_, at): Line => {
    const place = (start: number, count: number) =>
      isColumn
        ? { row: area.row + start, rows: count, column: area.column + at, columns: 1 }
        : { row: area.row + at, rows: 1, column: area.column + start, columns: count };
    const value = (index: number): CellValue => {
      const { row, column } = place(index, 1);
      return sheet.grid.at(row, column).value;
    };
    return {
      length,
      value,
      some: (from, is) => Array.from({ length: length - from }, (_unused, i) => value(from + i)).some(is),
      part: (start, count = length - start) => trackedRange(new RangeModel(sheet, place(start, count))),
    };
  });
}

export function trackedRange(range: Place): Place {
  range.sheet.workbook.track(range);
  return range;
}

/** What a chart no longer refers to, nobody needs to move. */
export function releaseSeries({ references }: WorkbookModel, series: readonly ChartSeriesModel[]): void {
  const ranges = series.flatMap(({ title, values, categories }) => [title, values, categories]);
  for (const range of ranges) if (range?.referenceId != null) references.delete(range.referenceId);
}

/** The same chart on a copy of its sheet: what it shows of that sheet it shows of the copy. */
export function copyOfChart(chart: ChartModel, of: { id: string; follow: (range: Place) => Place }): ChartModel {
  const follow = (range: Place | null): Place | null => range && trackedRange(of.follow(range));
  return {
    ...chart,
    id: of.id,
    settings: new Map(chart.settings),
    series: chart.series.map((series) => ({
      ...series,
      title: follow(series.title),
      values: follow(series.values),
      categories: follow(series.categories),
      settings: new Map(series.settings),
    })),
  };
}
