/**
 * Title, legend, axes and labels of a chart, with their looks: kept and answered. What nobody has set is as in a chart that
 * Excel makes; the reference names few of these, so most of them are guesses.
 */
import { oneOf, textOf } from '../arguments.ts';
import type { HostObject } from '../host-object.ts';
import { hostClass } from '../host-object.ts';
import { color } from './color.ts';
import {
  keptChoice,
  keptClass,
  keptColor,
  keptFlag,
  keptNumber,
  keptOrAutomatic,
  keptText,
  partOf,
  type Kept,
  type KeptClass,
} from './kept.ts';

const LINES = [
  ...['None', 'Continuous', 'Dash', 'DashDot', 'DashDotDot', 'Dot'],
  ...['Grey25', 'Grey50', 'Grey75', 'Automatic', 'RoundDot'],
];
const HORIZONTAL = ['Center', 'Left', 'Right', 'Justify', 'Distributed'];
const VERTICAL = ['Center', 'Bottom', 'Top', 'Justify', 'Distributed'];

const font = keptClass({
  name: 'ChartFont',
  settings: {
    Bold: keptFlag(false),
    Color: keptColor('#595959'),
    Italic: keptFlag(false),
    Name: keptText('Calibri'),
    Size: keptNumber(({ path }) => (path === 'Title.Format.Font' ? 14 : 9), 1),
    Underline: keptChoice('None', ['None', 'Single']),
  },
});

/** Its colour can be set, and read nowhere: that is how the object model has it. */
const fill = keptClass({
  name: 'ChartFill',
  settings: {},
  methods: {
    SetSolidColor: (self, [value = null]) =>
      void self.settings.set(partOf(self, 'Color').path, color(value, 'ChartFill.setSolidColor')),
    Clear: (self) => void self.settings.delete(partOf(self, 'Color').path),
  },
});

const lineLike = (name: string): ((self: Kept) => HostObject) =>
  keptClass({
    name,
    settings: { Color: keptColor('#000000'), LineStyle: keptChoice('Automatic', LINES), Weight: keptNumber(0.75, 0) },
    methods: {
      Clear: (self) => void self.settings.set(partOf(self, 'LineStyle').path, 'None'),
    },
  });
const line = lineLike('ChartLineFormat');
const border = lineLike('ChartBorder');

/** The looks of a part: `Fill` and `Font` are of nearly all of them. */
const looks = (name: string, parts: KeptClass['parts']): ((self: Kept) => HostObject) =>
  keptClass({ name, settings: {}, ...(parts && { parts }) });

export const chartAreaFormat = keptClass({
  name: 'ChartAreaFormat',
  settings: { RoundedCorners: keptFlag(false) },
  parts: { Border: border, Fill: fill, Font: font },
});

export const seriesFormat = looks('ChartSeriesFormat', { Fill: fill, Line: line });

export const chartTitle = keptClass({
  name: 'ChartTitle',
  settings: {
    Text: keptText('Chart Title'),
    Visible: keptFlag(true),
    Overlay: keptFlag(false),
    Position: keptChoice('Top', ['Automatic', 'Top', 'Bottom', 'Left', 'Right']),
    HorizontalAlignment: keptChoice('Center', HORIZONTAL),
    VerticalAlignment: keptChoice('Top', VERTICAL),
    TextOrientation: keptNumber(0),
    ShowShadow: keptFlag(false),
  },
  parts: { Format: looks('ChartTitleFormat', { Border: border, Fill: fill, Font: font }) },
});

export const chartLegend = keptClass({
  name: 'ChartLegend',
  settings: {
    Visible: keptFlag(true),
    Position: keptChoice('Bottom', ['Top', 'Bottom', 'Left', 'Right', 'Corner', 'Custom']),
    Overlay: keptFlag(false),
    ShowShadow: keptFlag(false),
  },
  parts: { Format: looks('ChartLegendFormat', { Border: border, Fill: fill, Font: font }) },
});

export const dataLabels = keptClass({
  name: 'ChartDataLabels',
  settings: {
    Position: keptChoice('OutsideEnd', [
      ...['None', 'Center', 'InsideEnd', 'InsideBase', 'OutsideEnd'],
      ...['Left', 'Right', 'Top', 'Bottom', 'BestFit', 'Callout'],
    ]),
    ShowValue: keptFlag(true),
    ShowSeriesName: keptFlag(false),
    ShowCategoryName: keptFlag(false),
    ShowLegendKey: keptFlag(false),
    ShowPercentage: keptFlag(false),
    ShowBubbleSize: keptFlag(false),
    Separator: keptText(','),
    NumberFormat: keptText('General'),
    LinkNumberFormat: keptFlag(true),
    AutoText: keptFlag(true),
    HorizontalAlignment: keptChoice('Center', HORIZONTAL),
    VerticalAlignment: keptChoice('Center', VERTICAL),
    TextOrientation: keptNumber(0),
  },
  parts: { Format: looks('ChartDataLabelFormat', { Border: border, Fill: fill, Font: font }) },
});

const axisTitle = keptClass({
  name: 'ChartAxisTitle',
  // A title shows as soon as it has a text.
  settings: {
    Text: keptText('Axis Title'),
    Visible: keptFlag(({ settings, path }) => settings.has(`${path}.Text`)),
    TextOrientation: keptNumber(0),
  },
  parts: { Format: looks('ChartAxisTitleFormat', { Border: border, Fill: fill, Font: font }) },
});

const gridlines = keptClass({
  name: 'ChartGridlines',
  settings: { Visible: keptFlag(({ path }) => path === 'Axes.ValueAxis.MajorGridlines') },
  parts: { Format: looks('ChartGridlinesFormat', { Line: line }) },
});

const TICKS = ['None', 'Cross', 'Inside', 'Outside'];
const AXIS_TYPES = ['Category', 'Value', 'Series'] as const;
const AXIS_GROUPS = ['Primary', 'Secondary'] as const;

const axis = keptClass({
  name: 'ChartAxis',
  settings: {
    Minimum: keptOrAutomatic,
    Maximum: keptOrAutomatic,
    MajorUnit: keptOrAutomatic,
    MinorUnit: keptOrAutomatic,
    Visible: keptFlag(true),
    NumberFormat: keptText('General'),
    LinkNumberFormat: keptFlag(true),
    ReversePlotOrder: keptFlag(false),
    ScaleType: keptChoice('Linear', ['Linear', 'Logarithmic']),
    LogBase: keptNumber(10, 2),
    DisplayUnit: keptChoice('None', [
      ...['None', 'Hundreds', 'Thousands', 'TenThousands', 'HundredThousands', 'Millions', 'TenMillions'],
      ...['HundredMillions', 'Billions', 'Trillions'],
    ]),
    ShowDisplayUnitLabel: keptFlag(true),
    CategoryType: keptChoice('Automatic', ['Automatic', 'TextAxis', 'DateAxis']),
    MajorTickMark: keptChoice('None', TICKS),
    MinorTickMark: keptChoice('None', TICKS),
    TickLabelPosition: keptChoice('NextToAxis', ['NextToAxis', 'High', 'Low', 'None']),
    IsBetweenCategories: keptFlag(true),
    Position: keptChoice('Automatic', ['Automatic', 'Maximum', 'Minimum']),
  },
  parts: {
    Format: looks('ChartAxisFormat', { Fill: fill, Font: font, Line: line }),
    MajorGridlines: gridlines,
    MinorGridlines: gridlines,
    Title: axisTitle,
  },
});

/** `Axes.ValueAxis`, `Axes.SecondaryValueAxis` and so on. */
const axisAt = (self: Kept, type: (typeof AXIS_TYPES)[number], group = 'Primary'): HostObject =>
  axis(partOf(self, `${group === 'Secondary' ? group : ''}${type}Axis`));

export const chartAxes = hostClass<Kept>({
  name: 'ChartAxes',
  navigation: {
    CategoryAxis: (self) => axisAt(self, 'Category'),
    ValueAxis: (self) => axisAt(self, 'Value'),
    SeriesAxis: (self) => axisAt(self, 'Series'),
  },
  methods: {
    GetItem: (self, [type, group]) =>
      axisAt(
        self,
        oneOf(type, AXIS_TYPES, 'ChartAxes.getItem'),
        group == null ? 'Primary' : oneOf(textOf(group, 'ChartAxes.getItem'), AXIS_GROUPS, 'ChartAxes.getItem'),
      ),
  },
});
