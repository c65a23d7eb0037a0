import type { CellEdit, PushInput, PushResult } from '../client/contract.ts';
import type { FlowContext } from './flow-context.ts';
import { FlowFault } from './flow-fault.ts';
import { isOfViews } from './own-push.ts';
import { readViews, type EditedView } from './preview.ts';
import { outcomeOf, type PushOutcome, remember, show } from './push.ts';

/**
 * Sends a push that got no answer once more, exactly as it was, and shows its outcome on its sheets. For sheets that
 * were edited since: what was edited later stays, and is pushed with the next push. Null when no push is open.
 * @param seen what the analyst was shown and sends: nothing else goes out under his name
 * @throws FlowFault FOREIGN_PUSH where the workbook remembers what is not of its sheets, OTHER_PUSH where it is not what
 *   was seen; nothing was sent
 */
export async function settlePending(
  context: FlowContext,
  viewIds: readonly string[],
  seen: PushInput,
): Promise<PushOutcome | null> {
  const states = await Promise.all(viewIds.map((id) => context.sheet.state(id)));
  const pending = states.find((state) => state.pending)?.pending;
  if (!pending) return null;
  if (JSON.stringify(pending) !== JSON.stringify(seen)) throw new FlowFault('OTHER_PUSH');
  const ids = viewIds.filter((_, i) => states[i]?.pending?.idempotencyKey === pending.idempotencyKey);
  const edited = await readViews(context, ids);
  const views = edited.map(({ view }) => view);
  if (!isOfViews(pending, views)) throw new FlowFault('FOREIGN_PUSH');
  const result = await context.client.push(pending);
  if (result.changeSet) for (const one of edited) await showPart(context, one, { pending, result });
  await remember(context, edited, null);
  return outcomeOf(pending, result, edited);
}

async function showPart(
  context: FlowContext,
  one: EditedView,
  { pending, result }: { pending: PushInput; result: PushResult },
): Promise<void> {
  const index = pending.parts.findIndex(
    (part) =>
      part.baseRevision === one.view.revision && JSON.stringify(part.request) === JSON.stringify(one.view.request),
  );
  const part = pending.parts[index];
  const delta = result.deltas[index];
  if (!part || !delta) return;
  const now = new Map(one.diff.edits.map(([row, column, value]) => [`${row} ${column}`, value]));
  // Of what was sent, only what still stands so on the sheet counts as stored; the rest was edited again.
  const edits = part.edits.filter(([row, column, value]) => now.get(`${row} ${column}`) === value);
  const rejections = result.rejections.filter((r) => r.part === index);
  const diff = { ...one.diff, insertedRows: rowsOfInserts(one, part.inserts ?? []) };
  await show(context, { ...one, diff }, { part: { ...part, edits }, delta, rejections, result, index });
}

/** Where the rows stand now that were sent as inserts: recognised by what they hold. */
function rowsOfInserts({ diff }: EditedView, sent: readonly CellEdit[]): ReadonlyMap<string, number> {
  const rows = new Map(
    [...contents(diff.inserts)].map(([temporary, text]) => [text, diff.insertedRows.get(temporary)]),
  );
  return new Map(
    [...contents(sent)].flatMap(([temporary, text]) => {
      const row = rows.get(text);
      return row === undefined ? [] : [[temporary, row] as const];
    }),
  );
}

function contents(inserts: readonly CellEdit[]): Map<string, string> {
  const cells = new Map<string, string[]>();
  for (const [temporary, column, value] of inserts) {
    cells.set(temporary, [...(cells.get(temporary) ?? []), JSON.stringify([column, value])]);
  }
  return new Map([...cells].map(([temporary, list]) => [temporary, list.sort().join()]));
}
