/** What to pull: the matrix, the day, filters; and how large that is. */
import { Button, Field, Input, Radio, RadioGroup, Spinner } from '@fluentui/react-components';
import { useEffect, type ReactElement } from 'react';
import { matrixOf } from '../../../schema/matrix/matrices.ts';
import type { MatrixKind } from '../../../schema/matrix/definition.ts';
import type { MatrixSummary } from '../../client/contract.ts';
import { chooseKind, isReadyToPull, measure, pullForm } from '../effects/pull.ts';
import type { PullForm as Form } from '../state/pane-state.ts';
import { BackToList } from './back-button.tsx';
import { FilterField } from './filter-field.tsx';
import { counted } from './format.ts';
import { ScreenHeading } from './heading.tsx';
import { Icon } from './icons.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

export function PullForm(): ReactElement {
  const pane = usePane();
  const { pull, matrices } = usePaneState();
  const styles = useStyles();
  return (
    <>
      <div className={styles.content}>
        <div className={styles.row}>
          <BackToList />
          <ScreenHeading>Pull a matrix</ScreenHeading>
        </div>
        {matrices.status === 'READY' && (
          <MatrixChoice matrices={matrices.value} kind={pull.kind} onChoose={(kind) => chooseKind(pane, kind)} />
        )}
        {matrices.status === 'LOADING' && <Spinner size="tiny" label="Asking what you may pull" />}
        {matrices.status === 'FAILED' && <NoticeBar notice={{ ...matrices.notice, action: 'RELOAD' }} />}
        {pull.kind !== null && <Details form={pull} kind={pull.kind} />}
      </div>
      {pull.kind !== null && <PullFooter form={pull} />}
    </>
  );
}

interface MatrixChoiceProps {
  readonly matrices: readonly MatrixSummary[];
  readonly kind: MatrixKind | null;
  readonly onChoose: (kind: MatrixKind) => void;
}

function MatrixChoice({ matrices, kind, onChoose }: MatrixChoiceProps): ReactElement {
  const styles = useStyles();
  return (
    <Field label="Matrix">
      <RadioGroup value={kind ?? ''} onChange={(_, { value }) => onChoose(value as MatrixKind)}>
        {matrices.map((matrix) => (
          <Radio
            key={matrix.kind}
            value={matrix.kind}
            label={
              <span className={styles.tight}>
                <span className={styles.subheading}>
                  {matrix.title}
                  {!matrix.editable && ' (read only for you)'}
                </span>
                <span className={styles.quiet}>{matrix.description}</span>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </Field>
  );
}

function Details({ form, kind }: { form: Form; kind: MatrixKind }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const { filters, temporal } = matrixOf(kind);
  // A pause, so that a row of clicks is one question.
  useEffect(() => {
    const timer = setTimeout(() => void measure(pane), 250);
    return () => clearTimeout(timer);
  }, [pane, kind, form.filter, form.asOf]);
  return (
    <>
      {temporal && (
        <Field label="In force on" hint="Prices as they are on that day. Empty means today.">
          <Input
            type="date"
            value={form.asOf ?? ''}
            onChange={(_, { value }) => pane.store.dispatch({ type: 'dayChosen', asOf: value === '' ? null : value })}
          />
        </Field>
      )}
      <section className={styles.stack} aria-labelledby="filters">
        <h3 id="filters" className={styles.subheading}>
          Filters
        </h3>
        <div className={styles.tight}>
          {filters.map((filter) => (
            <FilterField key={`${kind} ${filter}`} name={filter} form={form} />
          ))}
        </div>
      </section>
    </>
  );
}

function PullFooter({ form }: { form: Form }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const isReady = isReadyToPull(form);
  return (
    <footer className={styles.footer}>
      <p className={styles.text} aria-live="polite">
        {isReady ? sizeInWords(form) : 'Choose a budget plan.'}
      </p>
      <Button
        appearance="primary"
        icon={<Icon name="pull" />}
        disabledFocusable={isBusy || !isReady}
        onClick={() => void pullForm(pane)}
      >
        Pull
      </Button>
    </footer>
  );
}

/** Beyond this, filling the sheet takes minutes. */
const MANY_CELLS = 500_000;

function sizeInWords({ size }: Form): string {
  switch (size.status) {
    case 'FAILED':
      return `${size.notice.message} ${size.notice.nextStep ?? ''}`;
    case 'READY': {
      const { rows, columns } = size.value;
      if (rows === 0) return 'No rows match: the sheet would be empty. Widen the filters.';
      const text = `${counted(rows, 'row')}, ${counted(columns, 'column')} of cells`;
      return rows * columns > MANY_CELLS ? `${text}. Narrow the filters: this fills slowly.` : text;
    }
    default:
      return 'Counting the rows …';
  }
}
