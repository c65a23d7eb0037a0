import { NotSignedIn, RequestRefused, ServerUnreachable } from '../../client/client-error.ts';
import { SignInRefused } from '../../client/sign-in/grant.ts';
import { FlowFault, type FlowFaultCode } from '../../flows/flow-fault.ts';
import type { Notice, NoticeAction } from '../state/notice.ts';

/** Errors of the add-in's own whose message is one for the analyst, with what to do about it. */
const OWN_FAULTS: ReadonlySet<string> = new Set(['ExcelFault', 'BaselineFault']);

const ACTIONS: { readonly [C in FlowFaultCode]?: NoticeAction } = {
  UNRESOLVED_CONFLICTS: 'RESOLVE',
  UNSETTLED_PUSH: 'SETTLE_PUSH',
  SHEET_HAS_PROBLEMS: 'PREVIEW',
  ROWS_WITHOUT_IDENTITY: 'PREVIEW',
  UNREAD_COLUMNS: 'PULL_AGAIN',
  FOREIGN_PUSH: 'DROP_PUSH',
  OTHER_PUSH: 'SETTLE_PUSH',
};

/** Any error in words for the analyst: what happened, and what to do next. */
export function noticeFor(fault: unknown): Notice {
  if (fault instanceof RequestRefused) return refused(fault);
  if (fault instanceof NotSignedIn) return warning(fault.message, 'Sign in again. Your edits are still on the sheet.');
  if (fault instanceof ServerUnreachable) return unreachable;
  if (fault instanceof SignInRefused) return warning(fault.message, 'Check it, or ask an administrator for access.');
  if (fault instanceof FlowFault) return flowNotice(fault);
  if (fault instanceof Error && OWN_FAULTS.has(fault.name)) return { intent: 'error', message: fault.message };
  return unexpected(fault);
}

const warning = (message: string, nextStep: string): Notice => ({ intent: 'warning', message, nextStep });

const unreachable: Notice = {
  intent: 'error',
  message: 'The server does not answer.',
  nextStep: 'Your edits are safe on the sheet. Check your connection, then try again.',
};

function refused({ code, message, nextStep, errorId }: RequestRefused): Notice {
  return {
    intent: 'error',
    message,
    nextStep,
    ...(code === 'VIEW_CHANGED' && { action: 'PULL_AGAIN' as const }),
    ...(errorId !== null && { errorId }),
  };
}

function flowNotice({ code, message }: FlowFault): Notice {
  const action = ACTIONS[code];
  return { intent: code === 'NOTHING_TO_PUSH' ? 'info' : 'warning', message, ...(action && { action }) };
}

function unexpected(fault: unknown): Notice {
  const detail = fault instanceof Error ? fault.message : String(fault);
  return {
    intent: 'error',
    message: `Something went wrong in the add-in: ${detail}`,
    nextStep: 'Try again. If it persists, report this sentence.',
  };
}
