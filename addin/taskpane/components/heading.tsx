import { useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { useStyles } from './use-styles.ts';

/**
 * The heading of a screen. When the screen takes the place of another one, the heading has the focus, so that keyboard
 * and screen reader go on from there and not from the top of the page.
 */
export function ScreenHeading({ children }: { children: ReactNode }): ReactElement {
  const styles = useStyles();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // Within a tab list the arrow keys choose; taking the focus away would end that.
    if (document.activeElement?.getAttribute('role') !== 'tab') heading.current?.focus();
  }, []);
  return (
    <h2 ref={heading} tabIndex={-1} className={styles.heading}>
      {children}
    </h2>
  );
}
