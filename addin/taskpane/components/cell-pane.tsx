/** The selected cell: what it is, what was pulled, and who gave it its values. */
import { Button, Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { MatrixColumn } from '../../../schema/matrix/definition.ts';
import { readSheetValue } from '../../../schema/matrix/sheet-value.ts';
import { allColumns, cellIndex, type View } from '../../flows/view.ts';
import { viewById } from '../effects/pane.ts';
import { revertSelection } from '../effects/revert.ts';
import type { CellChange, CellHistory } from '../state/cell-history.ts';
import type { SelectedCell } from '../state/pane-state.ts';
import { shownCell } from '../state/shown-cell.ts';
import { rowInWords } from '../state/preview-items.ts';
import { counted, formatDay, formatInstant } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';
import { Value } from './value-change.tsx';

export function CellPane(): ReactElement {
  const pane = usePane();
  const { cell } = usePaneState();
  const styles = useStyles();
  const view = cell && viewById(pane, cell.viewId);
  return (
    <div className={styles.content}>
      <ScreenHeading>Selected cell</ScreenHeading>
      {cell && view ? <Selected cell={cell} view={view} /> : <NothingSelected />}
    </div>
  );
}

function NothingSelected(): ReactElement {
  const styles = useStyles();
  return (
    <section className={styles.card}>
      <p className={styles.text}>No cell of a Marketgrid table is selected.</p>
      <p className={styles.quiet}>Select one in the sheet: here you see who changed it, when, and why.</p>
    </section>
  );
}

function Selected({ cell, view }: { cell: SelectedCell; view: View }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const column = allColumns(view).find(({ key }) => key === cell.column);
  return (
    <>
      <section className={styles.card} aria-label="Cell">
        <div className={styles.tight}>
          <p className={styles.quiet}>{rowInWords(cell.row)}</p>
          <h3 className={styles.subheading}>{column?.title ?? cell.column}</h3>
        </div>
        <p className={styles.text}>
          As pulled: <Value text={pulledText(view, cell)} />
          {column?.unit != null && ` ${column.unit}`}
        </p>
        {column?.editable === false && (
          <p className={styles.quiet}>Read only: edits here are put back, never pushed.</p>
        )}
        <div>
          <Button size="small" disabledFocusable={isBusy} onClick={() => void revertSelection(pane)}>
            {cell.count > 1 ? `Put ${counted(cell.count, 'selected cell')} back` : 'Put this cell back'}
          </Button>
        </div>
      </section>
      <History column={column} />
    </>
  );
}

function pulledText(view: View, { row, column: key }: SelectedCell): string | null {
  const column = allColumns(view).find((c) => c.key === key);
  const pulled = view.rows.find(([name]) => name === row);
  if (!column || !pulled) return null;
  return shownCell(readSheetValue(pulled[cellIndex(view, key)] ?? null, column), column);
}

function History({ column }: { column: MatrixColumn | undefined }): ReactElement {
  const { history } = usePaneState();
  const styles = useStyles();
  return (
    <section className={styles.card} aria-labelledby="history">
      <h3 id="history" className={styles.subheading}>
        History
      </h3>
      {history.status === 'LOADING' && <Spinner size="tiny" label="Loading" />}
      {history.status === 'FAILED' && <NoticeBar notice={history.notice} />}
      {history.status === 'READY' && <Changes history={history.value} column={column} />}
    </section>
  );
}

interface ChangesProps {
  readonly history: CellHistory;
  readonly column: MatrixColumn | undefined;
}

function Changes({ history: { changes, total }, column }: ChangesProps): ReactElement {
  const styles = useStyles();
  if (changes.length === 0) return <p className={styles.quiet}>No change of this cell is recorded.</p>;
  return (
    <>
      <ol className={styles.list} style={{ gap: '10px' }}>
        {changes.map((change, index) => (
          <li key={index}>
            <Change change={change} column={column} />
          </li>
        ))}
      </ol>
      {total > 20 && <p className={styles.quiet}>The last 20 of {total} change sets.</p>}
    </>
  );
}

const VERBS = { IMPORT: 'imported', PUSH: 'pushed', REVERT: 'undid' } as const;

function Change({ change, column }: { change: CellChange; column: MatrixColumn | undefined }): ReactElement {
  const styles = useStyles();
  const shown = (value: string | null): string => (column ? shownCell(value, column) : (value ?? ''));
  const { at, author, kind, reason, revision, validFrom, values } = change;
  return (
    <div className={styles.tight}>
      <p className={styles.text}>
        <Value text={shown(values.before)} label="was" />
        <span aria-hidden="true"> → </span>
        <Value text={shown(values.after)} label="became" />
        {validFrom !== null && <span className={styles.quiet}> from {formatDay(validFrom)}</span>}
      </p>
      <p className={styles.text}>
        {author} {VERBS[kind]}: {reason ?? 'no reason given'}
      </p>
      <p className={styles.quiet}>
        {formatInstant(at)} · revision {revision}
      </p>
    </div>
  );
}
