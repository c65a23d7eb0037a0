import { Skeleton, SkeletonItem } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useStyles } from './use-styles.ts';

/** Where cards will stand. */
export function LoadingCards({ label }: { label: string }): ReactElement {
  const styles = useStyles();
  return (
    <Skeleton aria-label={label} className={styles.stack}>
      <SkeletonItem size={64} />
      <SkeletonItem size={64} />
      <SkeletonItem size={64} />
    </Skeleton>
  );
}
