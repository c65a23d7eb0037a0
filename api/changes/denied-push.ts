/** Records that somebody tried to write what he may not: an administrator wants to know. */
import type { PushInput, PushResult } from './push.types.ts';
import type { Context } from '../context.ts';
import { expectedCode } from '../graphql-errors.ts';
import { RequestError } from '../request-error.ts';
import { recordDeniedPush } from '../access/access-events.ts';

/** Runs `push`, and records it in a transaction of its own when any of it was denied. Previews are not recorded. */
export async function recordingDenials(
  ctx: Context,
  input: Pick<PushInput, 'dryRun' | 'parts'>,
  push: () => Promise<PushResult>,
): Promise<PushResult> {
  const what = [...new Set(input.parts.map((p) => p.request.kind))].sort().join(' ') || 'a revert';
  const record = (denied: string): Promise<void> => ctx.write((tx) => recordDeniedPush(tx, `${what}: ${denied}`));
  try {
    const result = await push();
    const denied = result.rejections.filter((r) => r.code === 'NOT_ALLOWED').length;
    if (denied > 0 && !input.dryRun) await record(`${denied} refused for want of a role`);
    return result;
  } catch (error) {
    if (!input.dryRun && isForbidden(error)) await record('refused whole');
    throw error;
  }
}

const isForbidden = (error: unknown): boolean =>
  (error instanceof RequestError ? error.code : expectedCode(error)) === 'FORBIDDEN';
