import { Button, Field, Input, Spinner } from '@fluentui/react-components';
import { useEffect, useState, type ReactElement } from 'react';
import { cancelTask } from '../effects/run-task.ts';
import { findSignInWay, signInAsDemoUser, signInMyself, signInWithToken } from '../effects/sign-in.ts';
import type { Session } from '../state/pane-state.ts';
import { Logo } from './icons.tsx';
import { NoticeBar } from './notice-bar.tsx';
import { usePane } from './pane-context.tsx';
import { useSignInStyles } from './sign-in.styles.ts';
import { useStyles } from './use-styles.ts';

/** The users of the embedded demo, by what each is for. */
const DEMO_USERS = [
  ['pricing', 'Pricing analyst', 'Edits prices'],
  ['finance', 'Finance analyst', 'Edits budgets'],
  ['product', 'Product manager', 'Edits the roadmap'],
  ['approver', 'Approver', 'Reads everything'],
  ['viewer', 'Viewer', 'Reads one market'],
  ['admin', 'Administrator', 'Edits everything'],
] as const;

export function SignIn({ session }: { session: Extract<Session, { way: unknown }> }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const own = useSignInStyles();
  useEffect(() => void findSignInWay(pane), [pane]);
  const isBusy = session.status === 'SIGNING_IN';
  const notice = session.status === 'SIGNED_OUT' ? session.notice : null;
  return (
    <main className={own.page}>
      <div className={own.brand}>
        <Logo />
        <h1 className={own.title}>Marketgrid</h1>
      </div>
      <p className={styles.text}>
        Pull prices, budgets and the roadmap into this workbook, edit them here, and push them back.
      </p>
      {notice && <NoticeBar notice={notice} />}
      {session.way === null && <Spinner size="tiny" label="Looking for the server" />}
      {session.way === 'DEMO' && <DemoUsers isBusy={isBusy} />}
      {session.way === 'PERSON' && <Myself isBusy={isBusy} />}
      {session.way === 'TOKEN' && <TokenField isBusy={isBusy} />}
      <p className={styles.quiet}>Your sign-in is kept until the pane closes, and never in the workbook.</p>
    </main>
  );
}

function DemoUsers({ isBusy }: { isBusy: boolean }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const own = useSignInStyles();
  return (
    <section aria-labelledby="demo-users" className={styles.stack}>
      <h2 id="demo-users" className={styles.subheading}>
        Sign in to the demo as
      </h2>
      <ul className={own.users}>
        {DEMO_USERS.map(([user, name, does]) => (
          <li key={user}>
            <Button className={own.user} disabledFocusable={isBusy} onClick={() => void signInAsDemoUser(pane, user)}>
              <span className={own.userText}>
                <span>{name}</span>
                <span className={styles.quiet}>{does}</span>
              </span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Myself({ isBusy }: { isBusy: boolean }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const [hasToken, setHasToken] = useState(false);
  if (hasToken) return <TokenField isBusy={isBusy} />;
  return (
    <section className={styles.stack}>
      <Button appearance="primary" disabledFocusable={isBusy} onClick={() => void signInMyself(pane)}>
        Sign in
      </Button>
      {isBusy ? (
        <>
          <Spinner size="tiny" label="Waiting for the sign-in window" />
          <Button onClick={() => cancelTask(pane)}>Cancel</Button>
        </>
      ) : (
        <Button appearance="subtle" onClick={() => setHasToken(true)}>
          Use an access token instead
        </Button>
      )}
    </section>
  );
}

function TokenField({ isBusy }: { isBusy: boolean }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const [token, setToken] = useState('');
  return (
    <form
      className={styles.stack}
      onSubmit={(event) => {
        event.preventDefault();
        void signInWithToken(pane, token.trim());
      }}
    >
      <Field label="Access token" hint="From your administrator.">
        <Input type="password" autoComplete="off" value={token} onChange={(_, data) => setToken(data.value)} />
      </Field>
      <Button type="submit" appearance="primary" disabledFocusable={isBusy || token.trim() === ''}>
        Sign in
      </Button>
    </form>
  );
}
