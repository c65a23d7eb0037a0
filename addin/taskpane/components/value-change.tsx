import { tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { formatDelta, formatFigure } from './format.ts';
import { useStyles } from './use-styles.ts';

interface ValueChangeProps {
  readonly title: string;
  readonly values: { readonly old: string; readonly new: string; readonly delta: string | null };
}

/** `USD  30.00 → 32.00  +2.00`; text wraps, figures do not. */
export function ValueChange({ title, values }: ValueChangeProps): ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.row} style={{ alignItems: 'baseline', flexWrap: 'wrap', columnGap: '8px', rowGap: 0 }}>
      <strong>{title}</strong>
      <span className={styles.grow}>
        <Value text={values.old} label="was" />
        <span aria-hidden="true"> → </span>
        <Value text={values.new} label="becomes" />
      </span>
      {values.delta !== null && (
        <span className={styles.figure} style={{ color: tokens.colorNeutralForeground2 }}>
          <span className={styles.hidden}>difference </span>
          {formatDelta(values.delta)}
        </span>
      )}
    </div>
  );
}

export function Value({ text, label }: { text: string | null; label?: string }): ReactElement {
  const styles = useStyles();
  return (
    <>
      {label !== undefined && <span className={styles.hidden}>{label} </span>}
      {text === null || text === '' ? (
        <span className={styles.quiet}>blank</span>
      ) : (
        <span style={{ fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' }}>{formatFigure(text)}</span>
      )}
    </>
  );
}
