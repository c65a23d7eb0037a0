import { allColumns, type View } from '../flows/view.ts';
import { TEXT } from './layout.ts';
import { setNumberFormat } from './number-format.ts';

/**
 * The sources of drop-downs, on a sheet that cannot be seen: a list typed into the rule holds 255 characters only. One
 * column a list; views share equal lists.
 */
const SHEET = '_marketgrid_lists';

/** The formula of the range that holds each column's options, by column key. */
export async function ensureChoiceLists(
  context: Excel.RequestContext,
  view: View,
): Promise<ReadonlyMap<string, string>> {
  const wanted = allColumns(view).flatMap(({ key, editable, options }) =>
    editable && options?.length ? [{ key, options }] : [],
  );
  if (wanted.length === 0) return new Map();
  const { sheet, lists } = await readLists(context);
  return new Map(wanted.map(({ key, options }) => [key, formulaOf(sheet, lists, options)]));
}

async function readLists(context: Excel.RequestContext): Promise<{ sheet: Excel.Worksheet; lists: string[] }> {
  const found = context.workbook.worksheets.getItemOrNullObject(SHEET);
  const used = found.getUsedRangeOrNullObject(true).load('values');
  await context.sync();
  if (found.isNullObject) {
    const sheet = context.workbook.worksheets.add(SHEET);
    sheet.visibility = 'VeryHidden';
    return { sheet, lists: [] };
  }
  const values = used.isNullObject ? [] : (used.values as unknown[][]);
  const columns = values[0]?.map((_, i) => values.map((row) => String(row[i])).filter((cell) => cell !== '')) ?? [];
  return { sheet: found, lists: columns.map((options) => JSON.stringify(options)) };
}

/** Finds the list or adds it as a further column; `lists` grows with it. */
function formulaOf(sheet: Excel.Worksheet, lists: string[], options: readonly string[]): string {
  const text = JSON.stringify(options);
  let column = lists.indexOf(text);
  if (column < 0) {
    column = lists.push(text) - 1;
    const range = sheet.getRangeByIndexes(0, column, options.length, 1);
    setNumberFormat(range, TEXT);
    range.values = options.map((option) => [option]);
  }
  const letters = columnLetters(column);
  return `=${SHEET}!$${letters}$1:$${letters}$${options.length}`;
}

function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
