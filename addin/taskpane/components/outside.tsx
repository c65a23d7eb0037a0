/** The pane where it cannot work: before Excel has answered, outside of it, and in one that is too old. */
import { Link, Spinner } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Host } from '../state/pane-state.ts';
import { Logo } from './icons.tsx';
import { useSignInStyles } from './sign-in.styles.ts';
import { useStyles } from './use-styles.ts';

export function Outside({ host }: { host: Exclude<Host, 'READY'> }): ReactElement {
  const styles = useStyles();
  const own = useSignInStyles();
  return (
    <main className={own.page}>
      <div className={own.brand}>
        <Logo />
        <h1 className={own.title}>Marketgrid</h1>
      </div>
      {host === 'STARTING' && <Spinner size="tiny" label="Waiting for Excel" />}
      {host === 'OUTSIDE' && (
        <>
          <p className={styles.text}>This page is the task pane of an Excel add-in, and there is no Excel around it.</p>
          <p className={styles.text}>
            Open it from the Marketgrid tab in Excel. Without Excel, use the <Link href="/workbench">workbench</Link>: a
            spreadsheet in the browser with this pane beside it.
          </p>
        </>
      )}
      {host === 'TOO_OLD' && (
        <>
          <p className={styles.text}>This Excel does not offer what Marketgrid needs (ExcelApi 1.12).</p>
          <p className={styles.text}>Update Microsoft 365, or open the workbook in Excel on the web.</p>
        </>
      )}
    </main>
  );
}
