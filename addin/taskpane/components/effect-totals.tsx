import { useMemo, type ReactElement } from 'react';
import { effectTotals, type Changed } from '../state/preview-totals.ts';
import { counted, formatDelta } from './format.ts';
import { useStyles } from './use-styles.ts';

/** What the changes of these sheets add up to. */
export function EffectTotals({ views }: { views: readonly Changed[] }): ReactElement | null {
  const styles = useStyles();
  const totals = useMemo(() => effectTotals(views), [views]);
  if (totals.length === 0) return null;
  return (
    <section className={styles.card} aria-labelledby="effect">
      <h3 id="effect" className={styles.subheading}>
        Total effect
      </h3>
      <dl className={styles.tight} style={{ margin: 0 }}>
        {totals.map(({ viewId, title, unit, total, cells }) => (
          <div key={`${viewId} ${unit}`} className={styles.row}>
            <dt className={styles.grow}>
              {unit}{' '}
              <span className={styles.quiet}>
                in {counted(cells, 'cell')}
                {views.length > 1 && ` of ${title}`}
              </span>
            </dt>
            <dd className={styles.figure} style={{ margin: 0 }}>
              <strong>{formatDelta(total)}</strong>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Edits that somebody else has pushed too, or that were pushed from another copy of the workbook. */
export function HeldAlready({ count, nextStep = '' }: { count: number; nextStep?: string }): ReactElement | null {
  const styles = useStyles();
  if (count === 0) return null;
  return (
    <p className={styles.text}>
      Already so on the server: {counted(count, 'cell')}. {nextStep}
    </p>
  );
}
