import { ACCESS_EVENTS, type AccessEventsQuery } from '../queries/administration.ts';
import type { RecordFilter } from '../state/administration.ts';
import { noticeFor } from './fault-notice.ts';
import type { Pane } from './pane.ts';

const EVENTS_A_PAGE = 50;

/** Sign-ins, grants, tokens and denied pushes, the newest first; `isNext` appends the page after those that are shown. */
export async function loadAccessRecord(pane: Pane, isNext = false): Promise<void> {
  const { dispatch, state } = pane.store;
  const { record: before, recordFilter } = state().administration;
  const after = isNext && before.status === 'READY' ? before.value.next : null;
  dispatch({ type: 'recordLoading' });
  const isStill = (): boolean => state().administration.recordFilter === recordFilter;
  try {
    const variables = { filter: filterOf(recordFilter), first: EVENTS_A_PAGE, after };
    const { accessEvents } = await pane.client.read<AccessEventsQuery>(ACCESS_EVENTS, variables);
    const { nodes, pageInfo, totalCount: total } = accessEvents;
    const page = { entries: nodes, total, next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
    if (isStill()) dispatch({ type: 'recordLoaded', page, isNext });
  } catch (fault) {
    if (isStill()) dispatch({ type: 'recordFailed', notice: noticeFor(fault) });
  }
}

const filterOf = ({ kinds, user, since }: RecordFilter): object => ({
  ...(kinds && { kinds }),
  ...(user.trim() !== '' && { user: user.trim() }),
  // A day begins where the reader is; `new Date('2026-11-28')` would begin it in Greenwich.
  ...(since !== null && { since: new Date(`${since}T00:00:00`).toISOString() }),
});
