/** `Range.hyperlink`: where a cell leads, in the web or in the workbook. The grid of the workbench follows it where it may (link-target.ts). */
import { intersection, isSameArea, without } from '../a1.ts';
import { isAbsent, objectOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';
import { requireAllowed, requireUnlocked } from '../model/guards.ts';
import type { RangeModel } from '../model/range.ts';
import type { HyperlinkFields } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { changeStyle } from './cell-style.ts';
import { enterValues } from './range-values.ts';

const LOCATION = 'Range.hyperlink';
const FIELDS = ['address', 'documentReference', 'screenTip', 'textToDisplay'] as const;

function fieldsOf(value: Argument): HyperlinkFields {
  const given = objectOf(value, LOCATION);
  const fields = Object.fromEntries(
    FIELDS.flatMap((name) => (isAbsent(given[name]) ? [] : [[name, textOf(given[name], LOCATION)]])),
  );
  // A link leads somewhere: to an address or to a place of the workbook.
  if (!fields['address'] && !fields['documentReference']) throw new HostError('InvalidArgument', LOCATION);
  return fields;
}

/** Null where cells have none or different ones. */
function read({ sheet, area }: RangeModel): Json {
  const within = sheet.hyperlinks.filter((link) => intersection(link.area, area));
  const [first] = within;
  if (!first) return null;
  const covered = within.every(({ fields }) => JSON.stringify(fields) === JSON.stringify(first.fields));
  const cells = within.reduce((total, link) => {
    const shared = intersection(link.area, area);
    return total + (shared ? shared.rows * shared.columns : 0);
  }, 0);
  return covered && cells === area.rows * area.columns ? { ...first.fields } : null;
}

/** The first cell shows `textToDisplay`; an empty one without it shows where it leads. */
function write(self: RangeModel, value: Argument): void {
  const { sheet, area } = self;
  const fields = fieldsOf(value);
  requireAllowed(sheet, 'allowInsertHyperlinks', LOCATION);
  requireUnlocked(self, LOCATION);
  removeHyperlinks(self);
  const first = self.with({ rows: 1, columns: 1 });
  const isEmpty = sheet.grid.at(area.row, area.column).value === '';
  const text = fields.textToDisplay ?? (isEmpty ? (fields.address ?? fields.documentReference) : undefined);
  if (text !== undefined) enterValues(first, text, LOCATION);
  sheet.hyperlinks.push({ area, fields: text === undefined ? fields : { ...fields, textToDisplay: text } });
  changeStyle(self, (style) => ({ ...style, fontColor: '#0563C1', underline: 'Single' }));
}

/** Of links that reach farther the rest remains. */
export function removeHyperlinks({ sheet, area }: RangeModel): void {
  sheet.hyperlinks = sheet.hyperlinks.flatMap((link) =>
    isSameArea(link.area, area) ? [] : without(link.area, area).map((part) => ({ ...link, area: part })),
  );
}

export const hyperlink: Property<RangeModel> = { get: read, set: write };
