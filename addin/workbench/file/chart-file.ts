/** Charts and page layouts, between a saved file and the model. */
import { z } from 'zod';
import { trackedRange } from '../host/model/chart.ts';
import { CHART_TYPES } from '../host/model/chart-type.ts';
import { RangeModel } from '../host/model/range.ts';
import type {
  ChartModel,
  ChartSeriesModel,
  RangeModel as Place,
  SheetModel,
  WorkbookModel,
} from '../host/model/shapes.ts';
import type { Json } from '../host/protocol.ts';
import { area } from './area-format.ts';

const text = z.string().max(255);
const points = z.number().min(0).max(1_000_000);
const settings = z.array(z.tuple([text, z.json()])).max(1_000);
const place = z.strictObject({ sheet: text, area }).nullable();

const series = z.strictObject({ name: text.nullable(), title: place, values: place, categories: place, settings });

export const savedChart = z.strictObject({
  id: text.min(1),
  name: text,
  type: z.enum(CHART_TYPES),
  left: points,
  top: points,
  width: points,
  height: points,
  plotBy: z.enum(['Columns', 'Rows']),
  series: z.array(series).max(1_000),
  settings,
});

export const savedPageLayout = z.strictObject({
  settings,
  printArea: z.array(area).max(1_000),
  titleRows: area.nullable(),
  titleColumns: area.nullable(),
});

type SavedChart = z.infer<typeof savedChart>;
type SavedPageLayout = z.infer<typeof savedPageLayout>;
type SavedPlace = z.infer<typeof place>;

export const writeCharts = ({ charts, workbook }: SheetModel): SavedChart[] =>
  charts.map((chart) => ({
    ...chart,
    settings: savedSettings(chart.settings),
    series: chart.series.map((one) => ({
      name: one.name,
      title: savedPlace(workbook, one.title),
      values: savedPlace(workbook, one.values),
      categories: savedPlace(workbook, one.categories),
      settings: savedSettings(one.settings),
    })),
  }));

const savedSettings = (of: ReadonlyMap<string, Json>): SavedChart['settings'] => [...of] as SavedChart['settings'];

/** A sheet that is gone has left nothing to show. */
const savedPlace = ({ sheets }: WorkbookModel, range: Place | null): SavedPlace =>
  range && sheets.includes(range.sheet) ? { sheet: range.sheet.id, area: range.area } : null;

/** After all sheets are there: a chart may show another sheet's cells. */
export function readCharts(sheet: SheetModel, saved: readonly SavedChart[]): void {
  const { workbook } = sheet;
  const range = (of: SavedPlace): Place | null => {
    const at = of && workbook.sheet(of.sheet);
    return at ? trackedRange(new RangeModel(at, of.area)) : null;
  };
  sheet.charts = saved.map((chart): ChartModel => ({
    ...chart,
    settings: new Map(chart.settings as [string, Json][]),
    series: chart.series.map((one): ChartSeriesModel => ({
      name: one.name,
      title: range(one.title),
      values: range(one.values),
      categories: range(one.categories),
      settings: new Map(one.settings as [string, Json][]),
    })),
  }));
}

export const writePageLayout = ({ pageLayout }: SheetModel): SavedPageLayout => ({
  settings: savedSettings(pageLayout.settings),
  printArea: [...pageLayout.printArea],
  titleRows: pageLayout.titleRows,
  titleColumns: pageLayout.titleColumns,
});

export function readPageLayout({ pageLayout }: SheetModel, saved: SavedPageLayout): void {
  for (const [name, value] of saved.settings) pageLayout.settings.set(name, value);
  const { printArea, titleRows, titleColumns } = saved;
  Object.assign(pageLayout, { printArea, titleRows, titleColumns });
}
