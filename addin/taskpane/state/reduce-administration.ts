import type { Administration, Listed } from './administration.ts';
import { knownValue, loading, type Loadable } from './loadable.ts';
import type { AccessAction } from './pane-action.ts';

export function reduceAdministration(state: Administration, action: AccessAction): Administration {
  switch (action.type) {
    case 'accessPartChosen':
      return { ...state, part: action.part, form: null };
    case 'accessFormOpened':
      return { ...state, form: action.form };
    case 'accessFormClosed':
      return { ...state, form: null };
    case 'usersSearched':
      return { ...state, userSearch: action.search };
    case 'usersLoading':
      return { ...state, users: loading(state.users) };
    case 'usersLoaded':
      return { ...state, users: listed(state.users, action) };
    case 'usersFailed':
      return { ...state, users: { status: 'FAILED', notice: action.notice } };
    case 'recordNarrowed':
      return { ...state, recordFilter: { ...state.recordFilter, ...action.filter } };
    case 'recordLoading':
      return { ...state, record: loading(state.record) };
    case 'recordLoaded':
      return { ...state, record: listed(state.record, action) };
    case 'recordFailed':
      return { ...state, record: { status: 'FAILED', notice: action.notice } };
    default:
      return reduceTokens(state, action);
  }
}

type TokensAction = Extract<
  AccessAction,
  { type: 'tokensLoading' | 'tokensLoaded' | 'tokensFailed' | 'tokenCreated' | 'freshTokenKept' }
>;

function reduceTokens(state: Administration, action: TokensAction): Administration {
  switch (action.type) {
    case 'tokensLoading':
      return { ...state, tokens: loading(state.tokens) };
    case 'tokensLoaded':
      return { ...state, tokens: { status: 'READY', value: action.tokens } };
    case 'tokensFailed':
      return { ...state, tokens: { status: 'FAILED', notice: action.notice } };
    case 'tokenCreated':
      return { ...state, part: 'TOKENS', form: null, freshToken: action.token };
    case 'freshTokenKept':
      return { ...state, freshToken: null };
  }
}

/** A page in the place of what was listed, or after it. */
function listed<T>(before: Loadable<Listed<T>>, o: { page: Listed<T>; isNext: boolean }): Loadable<Listed<T>> {
  const known = o.isNext ? (knownValue(before)?.entries ?? []) : [];
  return { status: 'READY', value: { ...o.page, entries: [...known, ...o.page.entries] } };
}
