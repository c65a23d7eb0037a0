/** Users, their roles and their markets. The server lets nobody but an administrator do this, whatever the pane shows. */
import * as queries from '../queries/administration.ts';
import type { UserEntry, UserRole } from '../state/administration.ts';
import { noticeFor } from './fault-notice.ts';
import type { Pane } from './pane.ts';
import { runTask } from './run-task.ts';

const USERS_A_PAGE = 25;

/** Users that fit the search, archived ones too; `isNext` appends the page after those that are shown. */
export async function loadUsers(pane: Pane, isNext = false): Promise<void> {
  const { dispatch, state } = pane.store;
  const { userSearch: search, users: before } = state().administration;
  const after = isNext && before.status === 'READY' ? before.value.next : null;
  dispatch({ type: 'usersLoading' });
  // Of several searches only the last one counts.
  const isStill = (): boolean => state().administration.userSearch === search;
  try {
    const variables = { filter: filterOf(search), first: USERS_A_PAGE, after };
    const { users } = await pane.client.read<queries.UsersQuery>(queries.USERS, variables);
    const { hasNextPage, endCursor } = users.pageInfo;
    const page = { entries: users.nodes.map(entryOf), total: users.totalCount, next: hasNextPage ? endCursor : null };
    if (isStill()) dispatch({ type: 'usersLoaded', page, isNext });
  } catch (fault) {
    if (isStill()) dispatch({ type: 'usersFailed', notice: noticeFor(fault) });
  }
}

const filterOf = (search: string): object => {
  const text = search.trim();
  const found = [{ name: { contains: text } }, { subject: { contains: text } }];
  return { archived: null, ...(text !== '' && { OR: found }) };
};

const entryOf = ({ subject, name, roles, archivedAt, marketGrants }: queries.UserNode): UserEntry => ({
  subject,
  name,
  roles,
  markets: marketGrants.nodes.map(({ market }) => market.code),
  isArchived: archivedAt !== null,
});

export interface UserForm {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly UserRole[];
  readonly markets: readonly string[];
}

/** Adds a user (`before` null), or brings one to what the form says; closes the form when all of it is done. */
export async function saveUser(pane: Pane, before: UserEntry | null, form: UserForm): Promise<void> {
  const label = before ? `Changing ${before.name}` : `Adding ${form.name}`;
  const isDone = await runTask(pane, { label }, async () => {
    if (before) await change(pane, before, form);
    else await act(pane, queries.CREATE_USER, { input: form });
    return true;
  });
  await loadUsers(pane);
  if (!isDone) return;
  const message = before ? `${form.name} is changed.` : `${form.name} is added, and can sign in.`;
  pane.store.dispatch({ type: 'accessFormClosed' });
  pane.store.dispatch({ type: 'noticeShown', notice: { intent: 'success', message } });
}

/** Three acts; each is whole, and the same form saved again does what is left. */
async function change(pane: Pane, before: UserEntry, { subject, name, roles, markets }: UserForm): Promise<void> {
  if (name !== before.name || !isSame(roles, before.roles))
    await act(pane, queries.UPDATE_USER, { subject, input: { name, roles } });
  const granted = markets.filter((code) => !before.markets.includes(code));
  if (granted.length > 0) await act(pane, queries.GRANT_MARKETS, { user: subject, markets: granted });
  const revoked = before.markets.filter((code) => !markets.includes(code));
  if (revoked.length > 0) await act(pane, queries.REVOKE_MARKETS, { user: subject, markets: revoked });
}

const isSame = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

const act = (pane: Pane, document: string, variables: object): Promise<unknown> => pane.once.read(document, variables);

export function askToArchive(pane: Pane, { subject, name }: UserEntry): void {
  pane.store.dispatch({
    type: 'questionAsked',
    question: {
      kind: 'ARCHIVE_USER',
      about: subject,
      text: `Archive “${name}”?`,
      consequence:
        'Signing in ends at once, also for the tokens of this user. What was pushed stays; it can be undone.',
      answer: 'Archive the user',
    },
  });
}

/** Archived, nobody signs in as this user; restored, he can again. */
export async function setArchived(pane: Pane, subject: string, archived: boolean): Promise<void> {
  const label = archived ? 'Archiving the user' : 'Restoring the user';
  const isDone = await runTask(pane, { label }, async () => {
    await act(pane, queries.UPDATE_USER, { subject, input: { archived } });
    return true;
  });
  await loadUsers(pane);
  if (!isDone) return;
  const message = archived ? `${subject} is archived and cannot sign in.` : `${subject} can sign in again.`;
  pane.store.dispatch({ type: 'accessFormClosed' });
  pane.store.dispatch({ type: 'noticeShown', notice: { intent: 'success', message } });
}
