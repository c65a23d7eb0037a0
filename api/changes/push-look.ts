/** What the parts of a push are first asked for: their views, and the headers of the rows that they name. */
import type { MatrixDefinition } from '../../schema/matrix/definition.ts';
import type { Statements } from '../database/transaction.ts';
import { keyed } from '../matrix/matrix.queries.ts';
import { dated, type OpenedView, openView } from '../matrix/pull.ts';
import { sourceOf } from '../matrix/sources.ts';
import { RequestError } from '../request-error.ts';
import type { PushInput, PushPart } from './push.types.ts';
import { type PushOrigin, type Refusal, type RowHeader, rowOfKey } from './push-plan.ts';

/** A part, looked at; nothing can be told of one whose view cannot be opened. */
export type LookedPart =
  { readonly refusals: readonly Refusal[] } | (OpenedView & { readonly rows: ReadonlyMap<string, RowHeader> });

/** Looks at all parts at once, without knowing who asks: so it can be done in the message that opens the transaction. */
export const lookAt = (tx: Statements, { parts }: PushInput): Promise<LookedPart[]> =>
  Promise.all(parts.map((part, index) => lookAtPart(tx, part, index)));

async function lookAtPart(tx: Statements, part: PushPart, index: number): Promise<LookedPart> {
  const source = sourceOf(part.request.kind);
  const frame = source.frame?.(dated(part.request));
  const [opened, ahead] = await Promise.all([
    openOrRefuse(tx, part, index),
    // They hang on the view's filter, not on its columns.
    frame && namedRows(tx, { source, view: frame }, part),
  ]);
  if ('refusals' in opened) return opened;
  return { ...opened, rows: ahead ?? (await namedRows(tx, opened, part)) };
}

async function openOrRefuse(
  tx: Statements,
  part: PushPart,
  index: number,
): Promise<OpenedView | { readonly refusals: readonly Refusal[] }> {
  try {
    return await openView(tx, part.request);
  } catch (error) {
    if (!(error instanceof RequestError) || error.code !== 'PLAN_REQUIRED') throw error;
    const origin: PushOrigin = { part: index, row: null, column: null, action: 'edit' };
    return {
      refusals: [
        {
          origin,
          problem: { code: 'PLAN_REQUIRED', message: error.message, nextStep: 'Choose a plan in the filter.' },
        },
      ],
    };
  }
}

const namedRows = (tx: Statements, opened: OpenedView, part: PushPart): Promise<Map<string, RowHeader>> =>
  rowsOfView(tx, opened, keysOf(opened.view.definition, part));

const keysOf = (definition: MatrixDefinition, part: PushPart): string[] =>
  [...new Set([...part.edits.map(([row]) => row), ...(part.archives ?? [])])].filter((key) =>
    rowOfKey(definition, key),
  );

/** The headers of those rows that the view has; without their cells, which nobody asks for. */
export async function rowsOfView(
  tx: Statements,
  { source, view }: OpenedView,
  keys: readonly string[],
): Promise<Map<string, RowHeader>> {
  if (keys.length === 0) return new Map();
  const { text, values, ...planning } = keyed(source.rows({ ...view, columns: [] }, { of: 'keys', keys }));
  const found = await tx.query<{ key: string; row: unknown[] }>(text, values, planning);
  const header = view.definition.header;
  const asText = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return new Map(
    found.map(({ key, row }) => [key, { key, values: new Map(header.map((h, i) => [h.key, asText(row[i + 1])])) }]),
  );
}
