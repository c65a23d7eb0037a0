/** A preview as the pane lists it: sections of items, each one cell or one row, with where to jump to. */
import type { CellEdit, Rejection } from '../../client/contract.ts';
import { isBlocking, type DiffProblem } from '../../../schema/matrix/diff.ts';
import type { PendingPush } from '../../flows/pending-push.ts';
import type { Preview, ViewPreview } from '../../flows/preview.ts';
import { allColumns, type View } from '../../flows/view.ts';

export type SectionKey =
  'CONFLICTS' | 'REFUSED' | 'WARNINGS' | 'CHANGED' | 'ADDED' | 'MISSING' | 'ARCHIVED' | 'RESTORED';

export interface PreviewItem {
  /** Unique within the preview. */
  readonly id: string;
  readonly viewId: string;
  /** The sheet's title. */
  readonly sheet: string;
  /** null: a row that has no key. */
  readonly row: string | null;
  readonly column: string | null;
  /** The row's index in the sheet as read, for a row that has no key. */
  readonly at?: number;
  /** The row in words. */
  readonly label: string;
  /** The column in words; '' for the row as a whole. */
  readonly title: string;
  readonly values?: { readonly old: string; readonly new: string; readonly delta: string | null };
  readonly message?: string;
  readonly nextStep?: string;
}

export interface PreviewSection {
  readonly key: SectionKey;
  readonly items: readonly PreviewItem[];
}

/** Sections with something in them, what needs attention first. */
export function previewSections(preview: Preview): readonly PreviewSection[] {
  const sections: PreviewSection[] = [
    { key: 'CONFLICTS', items: [...stale(preview), ...open(preview)] },
    { key: 'REFUSED', items: [...problems(preview, isBlocking), ...refused(preview)] },
    { key: 'WARNINGS', items: answered(preview, preview.warnings, 'warning') },
    { key: 'CHANGED', items: preview.views.flatMap(changed) },
    { key: 'ADDED', items: preview.views.flatMap(added) },
    { key: 'MISSING', items: preview.views.flatMap(missing) },
    { key: 'RESTORED', items: problems(preview, (found) => !isBlocking(found)) },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** A push that got no answer, as its cells and rows. */
export function pendingSections({ parts }: PendingPush): readonly PreviewSection[] {
  const sections: PreviewSection[] = [
    { key: 'CHANGED', items: parts.flatMap(changed) },
    { key: 'ADDED', items: parts.flatMap(({ view, inserts }) => newRows(view, inserts)) },
    { key: 'ARCHIVED', items: parts.flatMap(({ view, archives }) => archives.map((row) => wholeRow(view, row))) },
  ];
  return sections.filter(({ items }) => items.length > 0);
}

/** The items in which every word of the search occurs. */
export function found(items: readonly PreviewItem[], search: string): readonly PreviewItem[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items;
  return items.filter(({ sheet, label, title, values, message = '' }) => {
    const text = `${sheet} ${label} ${title} ${values?.old ?? ''} ${values?.new ?? ''} ${message}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** `ADV/PRO/US` → `ADV · PRO · US`. */
export const rowInWords = (key: string): string => key.replaceAll('/', ' · ');

const NEW_ROW = 'New row';

function changed({ view, differences }: Pick<ViewPreview, 'view' | 'differences'>): PreviewItem[] {
  return differences.map(({ row, column, title, ...values }) => ({
    id: `changed ${view.id} ${row} ${column}`,
    viewId: view.id,
    sheet: view.title,
    row,
    column,
    label: rowInWords(row),
    title,
    values: { old: values.old, new: values.new, delta: values.delta },
  }));
}

const added = ({ view, diff }: ViewPreview): PreviewItem[] => newRows(view, diff.inserts, diff.insertedRows);

/** @param places where they stand on the sheet, where that is known */
function newRows(view: View, inserts: readonly CellEdit[], places?: ReadonlyMap<string, number>): PreviewItem[] {
  const rows = new Map<string, CellEdit[]>();
  for (const edit of inserts) {
    const ofRow = rows.get(edit[0]);
    if (ofRow) ofRow.push(edit);
    else rows.set(edit[0], [edit]);
  }
  const titles = new Map(allColumns(view).map(({ key, title }) => [key, title]));
  return [...rows].map(([temporary, edits]) => ({
    id: `added ${view.id} ${temporary}`,
    viewId: view.id,
    sheet: view.title,
    row: null,
    column: edits[0]?.[1] ?? null,
    ...(places && { at: places.get(temporary) ?? -1 }),
    label: NEW_ROW,
    title: '',
    message: edits.map(([, column, value]) => `${titles.get(column) ?? column} ${value ?? ''}`.trim()).join(', '),
  }));
}

const missing = ({ view, diff }: ViewPreview): PreviewItem[] =>
  diff.missing.map((row) => ({ ...wholeRow(view, row), message: 'Was deleted from the sheet.' }));

const wholeRow = (view: View, row: string): PreviewItem => ({
  id: `row ${view.id} ${row}`,
  viewId: view.id,
  sheet: view.title,
  row,
  column: null,
  label: rowInWords(row),
  title: '',
});

const problems = ({ views }: Preview, isWanted: (found: DiffProblem) => boolean): PreviewItem[] =>
  views.flatMap(({ view, diff }) => {
    const titles = new Map(allColumns(view).map(({ key, title }) => [key, title]));
    return diff.problems.filter(isWanted).map(({ kind, row: at, key, column, problem }) => ({
      id: `problem ${view.id} ${at} ${column ?? ''} ${kind}`,
      viewId: view.id,
      sheet: view.title,
      row: key,
      column,
      at,
      label: key === null ? NEW_ROW : rowInWords(key),
      title: column === null ? '' : (titles.get(column) ?? column),
      message: problem.message,
      nextStep: problem.nextStep,
    }));
  });

const isStale = ({ code }: Rejection): boolean => code === 'STALE_CELL';

const refused = (preview: Preview): PreviewItem[] =>
  answered(
    preview,
    preview.rejections.filter((r) => !isStale(r)),
    'refused',
  );

/** What to do about them the pane offers in one place for all. */
const stale = (preview: Preview): PreviewItem[] =>
  answered(preview, preview.rejections.filter(isStale), 'stale').map(({ nextStep: _, ...item }) => item);

/** Conflicts that a refresh found and nobody has settled. */
function open({ views }: Preview): PreviewItem[] {
  return views.flatMap(({ view, conflicts }) => {
    const titles = new Map(allColumns(view).map(({ key, title }) => [key, title]));
    return conflicts.map(({ row, column }) => ({
      id: `open ${view.id} ${row} ${column}`,
      viewId: view.id,
      sheet: view.title,
      row,
      column,
      label: rowInWords(row),
      title: titles.get(column) ?? column,
      message: 'Somebody else has changed this cell too.',
    }));
  });
}

function answered(preview: Preview, rejections: readonly Rejection[], kind: string): PreviewItem[] {
  return rejections.flatMap(({ part, row, column, message, nextStep }, index): PreviewItem[] => {
    const of = preview.views[part];
    if (!of) return [];
    const at = row === null ? undefined : of.diff.insertedRows.get(row);
    const title = allColumns(of.view).find(({ key }) => key === column)?.title ?? column ?? '';
    const isNew = at !== undefined;
    return [
      {
        id: `${kind} ${index}`,
        viewId: of.view.id,
        sheet: of.view.title,
        row: isNew ? null : row,
        column,
        ...(isNew && { at }),
        label: row === null ? of.view.title : isNew ? NEW_ROW : rowInWords(row),
        title,
        message,
        nextStep,
      },
    ];
  });
}
