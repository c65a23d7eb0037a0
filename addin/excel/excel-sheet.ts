import { NO_STATE, type CreateOptions, type SheetPort } from '../flows/sheet.port.ts';
import type { View } from '../flows/view.ts';
import { advanceBaseline, readBaseline, removeBaseline, saveBaseline, viewIds } from './baseline.ts';
import { tableName } from './layout.ts';
import { removeMarks, replaceMarks } from './marks.ts';
import { runExcel, writeExcel } from './run.ts';
import { readSheet } from './sheet-reader.ts';
import { updateSheet } from './sheet-updater.ts';
import { writeSheet } from './sheet-writer.ts';
import { readViewState, removeViewState, saveViewState } from './view-state.ts';

/** Excel as the flows see it. Each change is one `Excel.run`, so that Excel can undo it as one. */
export const excelSheet: SheetPort = {
  views: () => runExcel(viewIds),
  view: (id, watched) => runExcel((context) => readBaseline(context, id, watched)),
  read: (view, options) => runExcel((context) => readSheet(context, view, options)),
  state: (id) => runExcel((context) => readViewState(context, id)),
  saveState: (id, state) => writeExcel((context) => saveViewState(context, id, state)),

  create: (view, options = {}) =>
    writeExcel(async (context) => {
      await writeSheet(context, view, options);
      try {
        await saveBaseline(context, view);
        if (options.entered) await writeEntered(context, view, options.entered);
      } catch (fault) {
        await removeView(context, view.id);
        throw fault;
      }
      if (options.replaces !== undefined) await replaceView(context, options.replaces, view.id);
    }),

  remove: (id) => writeExcel((context) => removeView(context, id)),

  update: (view, update) =>
    writeExcel(async (context) => {
      await updateSheet(context, view, update);
      if (update.delta) await advanceBaseline(context, view, update.delta);
    }),

  mark: (view, marks) =>
    writeExcel(async (context) => {
      const state = await readViewState(context, view.id);
      if (marks.length === 0 && state.marks.length === 0) return;
      await replaceMarks(context, view, { old: state.marks, fresh: marks });
      await saveViewState(context, view.id, { ...state, marks: marks.map(({ row, column }) => ({ row, column })) });
    }),

  unmark: (view, places) =>
    writeExcel(async (context) => {
      const state = await readViewState(context, view.id);
      await removeMarks(context, view, places);
      const isGone = new Set(places.map(({ row, column }) => `${row} ${column}`));
      const marks = state.marks.filter(({ row, column }) => !isGone.has(`${row} ${column}`));
      await saveViewState(context, view.id, { ...state, marks });
    }),
};

async function writeEntered(
  context: Excel.RequestContext,
  view: View,
  { update, conflicts }: NonNullable<CreateOptions['entered']>,
): Promise<void> {
  await updateSheet(context, view, update);
  if (conflicts.length > 0) await saveViewState(context, view.id, { ...NO_STATE, conflicts });
}

async function removeView(context: Excel.RequestContext, id: string): Promise<void> {
  await deleteSheet(context, id);
  await forget(context, id);
}

async function forget(context: Excel.RequestContext, viewId: string): Promise<void> {
  await removeBaseline(context, viewId);
  await removeViewState(context, viewId);
}

async function replaceView(context: Excel.RequestContext, oldId: string, newId: string): Promise<void> {
  await takeOver(context, oldId, newId);
  await forget(context, oldId);
}

/** The old sheet goes, and the new one gets its name and its place among the tabs. */
async function takeOver(context: Excel.RequestContext, oldId: string, newId: string): Promise<void> {
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
}

async function deleteSheet(context: Excel.RequestContext, viewId: string): Promise<void> {
  const table = context.workbook.tables.getItemOrNullObject(tableName(viewId));
  await context.sync();
  if (!table.isNullObject) table.worksheet.delete();
  await context.sync();
}
