import type { NavigationAction, TaskAction } from './pane-action.ts';
import type { PaneState } from './pane-state.ts';

export function reduceNavigation(state: PaneState, action: NavigationAction): PaneState {
  switch (action.type) {
    case 'tabChosen':
      return { ...state, tab: action.tab, notice: null, question: null };
    case 'stepChosen':
      return { ...state, tab: 'SHEETS', step: action.step, notice: null, question: null };
    case 'noticeShown':
      return { ...state, notice: action.notice };
    case 'noticeDismissed':
      return { ...state, notice: null };
    case 'questionAsked':
      return { ...state, question: action.question, notice: null };
    case 'questionAnswered':
      return { ...state, question: null };
  }
}

export function reduceTask(state: PaneState, action: TaskAction): PaneState {
  switch (action.type) {
    case 'taskStarted':
      return { ...state, task: { ...action.task, done: 0, total: 0 }, notice: null };
    case 'taskAdvanced':
      return state.task ? { ...state, task: { ...state.task, done: action.done, total: action.total } } : state;
    case 'taskEnded':
      return { ...state, task: null };
  }
}
