/**
 * Texts that the workbook remembers, on a sheet that cannot be seen or shown from Excel's menus. It survives closing,
 * offline work and Excel for Mac; custom XML and settings have been seen to vanish.
 *
 * One column a text: its name, its length and checksum, then chunks. Every cell is a text cell and begins with `~`, so
 * that none is ever read as a formula, a number or a date; characters beyond ASCII are escaped as in JSON.
 */
import { setNumberFormat } from './number-format.ts';
import { blocksOf } from './run.ts';

const SHEET = '_marketgrid';
const MARK = '~';
/** An Excel cell holds 32,767 characters. */
const CHUNK = 32_000 - MARK.length;
const HEAD = 2;

/** What is wrong with a remembered text. */
export type TextBlockFault = 'MISSING' | 'DAMAGED';

export type TextBlock =
  | { readonly ok: true; readonly text: string; readonly stamp: string }
  | { readonly ok: false; readonly fault: TextBlockFault };

export async function textBlockNames(context: Excel.RequestContext): Promise<readonly string[]> {
  return namesIn(await readHeads(context));
}

/** Length and checksum of a text as they stand in its head: another text has another stamp. Null when there is none. */
export async function textBlockStamp(context: Excel.RequestContext, name: string): Promise<string | null> {
  const heads = await readHeads(context);
  const column = namesIn(heads).indexOf(name);
  return column < 0 ? null : stampIn(heads, column);
}

/** @param text JSON: escapes stand for what they mean there */
export async function saveTextBlock(context: Excel.RequestContext, name: string, text: string): Promise<void> {
  const names = namesIn(await readHeads(context));
  const known = names.indexOf(name);
  const free = names.indexOf('');
  const column = known >= 0 ? known : free >= 0 ? free : names.length;
  const sheet = await ensureSheet(context);
  const cells = cellsOf(name, text);
  sheet.getRangeByIndexes(0, column, 1, 1).getEntireColumn().clear();
  setNumberFormat(sheet.getRangeByIndexes(0, column, cells.length, 1), TEXT_FORMAT);
  for (const { start, rows } of blocksOf(cells)) {
    sheet.getRangeByIndexes(start, column, rows.length, 1).values = rows;
    // A sync for each block: Excel refuses larger requests.
    await context.sync();
  }
}

export async function readTextBlock(context: Excel.RequestContext, name: string): Promise<TextBlock> {
  const heads = await readHeads(context);
  const column = namesIn(heads).indexOf(name);
  if (column < 0) return { ok: false, fault: 'MISSING' };
  const stamp = stampIn(heads, column);
  if (stamp === null) return { ok: false, fault: 'DAMAGED' };
  const text = await readChunks(context, column, Number.parseInt(stamp, 10));
  const isWhole = text !== null && stampOf(text) === stamp;
  return isWhole ? { ok: true, text, stamp } : { ok: false, fault: 'DAMAGED' };
}

export async function removeTextBlocks(context: Excel.RequestContext, names: readonly string[]): Promise<void> {
  for (const [column, name] of namesIn(await readHeads(context)).entries()) {
    if (!names.includes(name)) continue;
    context.workbook.worksheets.getItem(SHEET).getRangeByIndexes(0, column, 1, 1).getEntireColumn().clear();
  }
  await context.sync();
}

const TEXT_FORMAT = '@';

/** One column, a row for each cell. */
function cellsOf(name: string, text: string): [string][] {
  const inert = text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
  const cells: [string][] = [[MARK + name], [MARK + stampOf(inert)]];
  for (let at = 0; at < inert.length; at += CHUNK) cells.push([MARK + inert.slice(at, at + CHUNK)]);
  return cells;
}

async function ensureSheet(context: Excel.RequestContext): Promise<Excel.Worksheet> {
  const found = context.workbook.worksheets.getItemOrNullObject(SHEET);
  await context.sync();
  if (!found.isNullObject) return found;
  const sheet = context.workbook.worksheets.add(SHEET);
  sheet.visibility = 'VeryHidden';
  return sheet;
}

/** The first two rows of the sheet, or nothing. */
async function readHeads(context: Excel.RequestContext): Promise<readonly unknown[][]> {
  const sheet = context.workbook.worksheets.getItemOrNullObject(SHEET);
  const used = sheet.getRange('1:2').getUsedRangeOrNullObject(true).load('values,columnIndex');
  await context.sync();
  if (sheet.isNullObject || used.isNullObject) return [];
  const before = Array.from({ length: used.columnIndex }, () => '');
  return (used.values as unknown[][]).map((row) => [...before, ...row]);
}

const namesIn = (heads: readonly unknown[][]): string[] =>
  (heads[0] ?? []).map((cell) => (typeof cell === 'string' && cell.startsWith(MARK) ? cell.slice(MARK.length) : ''));

function stampIn(heads: readonly unknown[][], column: number): string | null {
  const cell = heads[1]?.[column];
  return typeof cell === 'string' ? (/^~(\d{1,9} [0-9a-f]{8})$/.exec(cell)?.[1] ?? null) : null;
}

/** Some 30 chunks are about 1 MB of answer. */
const CHUNKS_AT_ONCE = 30;

async function readChunks(context: Excel.RequestContext, column: number, length: number): Promise<string | null> {
  const sheet = context.workbook.worksheets.getItem(SHEET);
  const count = Math.ceil(length / CHUNK);
  if (count > 100_000) return null;
  let text = '';
  for (let at = 0; at < count; at += CHUNKS_AT_ONCE) {
    const rows = Math.min(CHUNKS_AT_ONCE, count - at);
    const range = sheet.getRangeByIndexes(HEAD + at, column, rows, 1).load('values');
    // A sync for each group: answers are limited as requests are.
    await context.sync();
    for (const [cell] of range.values as unknown[][]) {
      if (typeof cell !== 'string' || !cell.startsWith(MARK)) return null;
      text += cell.slice(MARK.length);
    }
  }
  return text.length === length ? text : null;
}

const stampOf = (text: string): string => `${text.length} ${checksum(text)}`;

/** FNV-1a over 32 bits: finds what was edited by hand; it is no signature, and what is read is validated anyway. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
