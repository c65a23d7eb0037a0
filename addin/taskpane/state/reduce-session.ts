import type { SignInWay } from '../../client/token-keeper.ts';
import type { SessionAction } from './pane-action.ts';
import { START, type PaneState, type Session } from './pane-state.ts';

export function reduceSession(state: PaneState, action: SessionAction): PaneState {
  switch (action.type) {
    case 'hostFound':
      return { ...state, host: action.host };
    case 'signInWayAsked':
      return { ...state, session: { status: 'SIGNED_OUT', way: null, notice: null } };
    case 'serverGone':
      return { ...state, session: { status: 'SERVER_GONE' } };
    case 'signInWayFound':
      return state.session.status === 'SIGNED_OUT'
        ? { ...state, session: { ...state.session, way: action.way } }
        : state;
    case 'signInAsked':
      return state.session.status === 'SIGNED_OUT'
        ? { ...state, session: { ...state.session, notice: action.notice } }
        : state;
    case 'signInStarted':
      return { ...state, session: { status: 'SIGNING_IN', way: wayOf(state.session) ?? 'TOKEN' } };
    case 'signedIn':
      return { ...state, session: { status: 'SIGNED_IN', viewer: action.viewer }, notice: null };
    case 'signedOut':
      // Nothing of what one person was shown stays for the next one. The workbook is as it was.
      return {
        ...START,
        host: state.host,
        session: { status: 'SIGNED_OUT', way: wayOf(state.session), notice: action.notice },
      };
  }
}

const wayOf = (session: Session): SignInWay | null => ('way' in session ? session.way : null);
