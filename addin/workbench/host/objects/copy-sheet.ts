import { isAbsent, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { HostObject, type Argument } from '../host-object.ts';
import { copySheet } from '../model/copy-sheet.ts';
import type { SheetModel } from '../model/shapes.ts';
import { Sheet } from '../model/sheet.ts';

const POSITIONS = ['None', 'Before', 'After', 'Beginning', 'End'] as const;
const LOCATION = 'Worksheet.copy';

/** `Worksheet.copy(positionType, relativeTo)`. */
export function copyTo(from: SheetModel, [positionType, relativeTo]: readonly Argument[]): SheetModel {
  const position = isAbsent(positionType) ? 'None' : oneOf(positionType, POSITIONS, LOCATION);
  return copySheet(from, placeOf(from, position, relativeTo));
}

/** The index that the copy shall have, counted with the copy at the end. */
function placeOf(from: SheetModel, position: (typeof POSITIONS)[number], relativeTo: Argument | undefined): number {
  const { sheets } = from.workbook;
  if (position === 'Beginning') return 0;
  if (position === 'End' || position === 'None') return sheets.length;
  const other = relativeTo instanceof HostObject && relativeTo.target instanceof Sheet ? relativeTo.target : null;
  if (!other) throw new HostError('InvalidArgument', LOCATION);
  return sheets.indexOf(other) + (position === 'After' ? 1 : 0);
}
