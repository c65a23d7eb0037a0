import { Button } from '@fluentui/react-components';
import { useEffect, type ReactElement } from 'react';
import { Icon, Logo } from './icons.tsx';
import { usePane } from './pane-context.tsx';
import { useSignInStyles } from './sign-in.styles.ts';
import { useStyles } from './use-styles.ts';

/** Nobody can sign in, since the server does not answer. Back on the network, it is asked again by itself. */
export function ServerGone(): ReactElement {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  const own = useSignInStyles();
  useEffect(() => {
    const again = (): void => dispatch({ type: 'signInWayAsked' });
    addEventListener('online', again);
    return () => removeEventListener('online', again);
  }, [dispatch]);
  return (
    <main className={own.page}>
      <div className={own.brand}>
        <Logo />
        <h1 className={own.title}>Marketgrid</h1>
      </div>
      <section className={styles.card} role="alert">
        <h2 className={styles.subheading}>The server does not answer.</h2>
        <p className={styles.text}>
          What you have edited is safe on your sheets: go on working, and push when the server is back.
        </p>
        <p className={styles.quiet}>
          Check your network or VPN, then try again. If others cannot reach it either, tell an administrator.
        </p>
        <div>
          <Button
            appearance="primary"
            icon={<Icon name="refresh" />}
            onClick={() => dispatch({ type: 'signInWayAsked' })}
          >
            Try again
          </Button>
        </div>
      </section>
    </main>
  );
}
