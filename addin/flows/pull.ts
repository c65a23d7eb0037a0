import type { MatrixRequest } from '../client/contract.ts';
import type { FlowContext } from './flow-context.ts';
import type { CreateOptions, Watched } from './sheet.port.ts';
import { viewOf, type View } from './view.ts';

/**
 * Pulls a matrix into a sheet of its own. Cancelled at any moment, the workbook is as before: the old sheet goes only
 * when the new one stands.
 */
export async function pull(context: FlowContext, request: MatrixRequest, options: CreateOptions = {}): Promise<View> {
  const view = await fetchView(context, request, options);
  await context.sheet.create(view, options);
  return view;
}

/** What a pull shows, before it stands on a sheet. */
export async function fetchView(context: FlowContext, request: MatrixRequest, { signal }: Watched): Promise<View> {
  const matrix = await context.client.matrix(request, { signal });
  signal?.throwIfAborted();
  return viewOf(matrix, { id: context.newId(), request, by: context.user, at: context.now() });
}
