import type { SheetPort } from '../flows/sheet.port.ts';
import { readBaseline, removeBaseline, saveBaseline, viewIds } from './baseline.ts';
import { tableName } from './layout.ts';
import { replaceMarks } from './marks.ts';
import { writeExcel } from './run.ts';
import { readSheet } from './sheet-reader.ts';
import { updateSheet } from './sheet-updater.ts';
import { writeSheet } from './sheet-writer.ts';
import { readViewState, removeViewState, saveViewState } from './view-state.ts';

/** Excel as the flows see it. */
export const excelSheet: SheetPort = {
  views: viewIds,
  view: readBaseline,
  read: readSheet,
  state: readViewState,
  saveState: saveViewState,

  async create(view, options = {}) {
    await writeSheet(view, options);
    try {
      await saveBaseline(view);
    } catch (fault) {
      await deleteSheet(view.id);
      throw fault;
    }
    if (options.replaces !== undefined) await replaceView(options.replaces, view.id);
  },

  async remove(id) {
    await deleteSheet(id);
    await forget(id);
  },

  async update(view, update) {
    await updateSheet(view, update);
    await saveBaseline(view);
  },

  async mark(view, marks) {
    const state = await readViewState(view.id);
    if (marks.length === 0 && state.marks.length === 0) return;
    await replaceMarks(view, state.marks, marks);
    await saveViewState(view.id, { ...state, marks: marks.map(({ row, column }) => ({ row, column })) });
  },
};

async function forget(viewId: string): Promise<void> {
  await removeBaseline(viewId);
  await removeViewState(viewId);
}

async function replaceView(oldId: string, newId: string): Promise<void> {
  await takeOver(oldId, newId);
  await forget(oldId);
}

/** The old sheet goes, and the new one gets its name and its place among the tabs. */
function takeOver(oldId: string, newId: string): Promise<void> {
  return writeExcel(async (context) => {
    const old = context.workbook.tables.getItemOrNullObject(tableName(oldId));
    const sheet = old.worksheet.load('name,position');
    await context.sync();
    if (old.isNullObject) return;
    const { name, position } = sheet;
    const fresh = context.workbook.tables.getItem(tableName(newId)).worksheet;
    sheet.delete();
    fresh.name = name;
    fresh.position = position;
    await context.sync();
  });
}

function deleteSheet(viewId: string): Promise<void> {
  return writeExcel(async (context) => {
    const table = context.workbook.tables.getItemOrNullObject(tableName(viewId));
    await context.sync();
    if (!table.isNullObject) table.worksheet.delete();
    await context.sync();
  });
}
