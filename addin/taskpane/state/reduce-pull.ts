import { matrixOf } from '../../../schema/matrix/matrices.ts';
import type { FilterName, MatrixFilter, MatrixKind } from '../../../schema/matrix/definition.ts';
import { chosenCodes, toggled, without, type FilterChoices } from './filter-state.ts';
import { loading } from './loadable.ts';
import type { PullAction } from './pane-action.ts';
import { NO_PULL, type PaneState, type PullForm } from './pane-state.ts';

export function reducePull(state: PaneState, action: PullAction): PaneState {
  switch (action.type) {
    case 'matricesLoading':
      return { ...state, matrices: { status: 'LOADING' } };
    case 'matricesLoaded':
      return { ...state, matrices: { status: 'READY', value: action.matrices } };
    case 'matricesFailed':
      return { ...state, matrices: { status: 'FAILED', notice: action.notice } };
    case 'pullFormOpened':
      return {
        ...state,
        tab: 'SHEETS',
        step: 'PULL',
        notice: null,
        question: null,
        pull: { ...NO_PULL, ...action.form },
      };
    default:
      return { ...state, pull: reduceForm(state.pull, action) };
  }
}

type FormAction = Exclude<
  PullAction,
  { type: 'matricesLoading' | 'matricesLoaded' | 'matricesFailed' | 'pullFormOpened' }
>;

function reduceForm(form: PullForm, action: FormAction): PullForm {
  switch (action.type) {
    case 'kindChosen':
      return {
        ...form,
        kind: action.kind,
        filter: keptFilter(form.filter, action.kind),
        filters: {},
        size: NO_PULL.size,
      };
    case 'codeToggled':
      return { ...form, filter: toggled(form.filter, action.filter, action.code) };
    case 'filterCleared':
      return { ...form, filter: without(form.filter, action.filter) };
    case 'filterLoading':
      return { ...form, filters: { ...form.filters, [action.filter]: { status: 'LOADING' } } };
    case 'filterLoaded': {
      const filters = { ...form.filters, [action.filter]: { status: 'READY' as const, value: action.choices } };
      return { ...form, filters, filter: presumedFilter(form.filter, action) };
    }
    case 'filterFailed':
      return { ...form, filters: { ...form.filters, [action.filter]: { status: 'FAILED', notice: action.notice } } };
    case 'dayChosen':
      return { ...form, asOf: action.asOf };
    case 'sizeLoading':
      return { ...form, size: loading(form.size) };
    case 'sizeLoaded':
      return { ...form, size: { status: 'READY', value: action.size } };
    case 'sizeFailed':
      return { ...form, size: { status: 'FAILED', notice: action.notice } };
  }
}

/** What the server would take anyway is chosen beforehand, in sight, and can be changed. */
function presumedFilter(filter: MatrixFilter, o: { filter: FilterName; choices: FilterChoices }): MatrixFilter {
  const { presumed } = o.choices;
  const isOpen = presumed !== null && chosenCodes(filter, o.filter).length === 0;
  return isOpen ? toggled(filter, o.filter, presumed) : filter;
}

/** Choices that the other matrix knows too stay when the analyst changes his mind about the matrix. */
function keptFilter(filter: MatrixFilter, kind: MatrixKind): MatrixFilter {
  const known = new Set<string>(matrixOf(kind).filters);
  return Object.fromEntries(Object.entries(filter).filter(([name]) => known.has(name)));
}
