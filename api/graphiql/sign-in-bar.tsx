/** The bar above GraphiQL: as whom requests are sent. */
import { type ReactElement, useEffect, useState } from 'react';
import { DEMO_USERS, type DemoUser } from '../access/demo-users.ts';
import { hasDemoUsers, type Session, SIGNED_OUT, signInAsDemoUser, signInWithToken } from './session.ts';

interface SignInBarProps {
  readonly session: Session;
  readonly onChange: (session: Session) => void;
}

export function SignInBar({ session, onChange }: SignInBarProps): ReactElement {
  const [isBusy, setBusy] = useState(false);
  const signIn = async (attempt: Promise<Session>): Promise<void> => {
    setBusy(true);
    onChange(await attempt);
    setBusy(false);
  };
  const { token, problem } = session;
  return (
    <header className="sign-in-bar" aria-busy={isBusy}>
      <h1>
        Marketgrid <span>GraphQL</span>
      </h1>
      {token === undefined ? (
        <SignedOut isBusy={isBusy} onSignIn={(attempt) => void signIn(attempt)} />
      ) : (
        <SignedIn session={session} onSignOut={() => onChange(SIGNED_OUT)} />
      )}
      <p role="status">{problem}</p>
    </header>
  );
}

function SignedIn({ session, onSignOut }: { session: Session; onSignOut: () => void }) {
  return (
    <>
      <p>
        Signed in as <strong>{session.name}</strong> <span className="roles">{session.roles?.join(', ')}</span>
      </p>
      <button type="button" onClick={onSignOut}>
        Sign out
      </button>
    </>
  );
}

interface SignedOutProps {
  readonly isBusy: boolean;
  readonly onSignIn: (attempt: Promise<Session>) => void;
}

/** Shows nothing until it is known which of the two ways there is: a way that flickers by is worse than a blank. */
function SignedOut({ isBusy, onSignIn }: SignedOutProps) {
  const [isDemo, setDemo] = useState<boolean>();
  useEffect(() => {
    void hasDemoUsers().then(setDemo);
  }, []);
  if (isDemo === undefined) return null;
  return isDemo ? (
    <DemoUserChoice isBusy={isBusy} onSignIn={onSignIn} />
  ) : (
    <TokenField isBusy={isBusy} onSignIn={onSignIn} />
  );
}

function DemoUserChoice({ isBusy, onSignIn }: SignedOutProps) {
  return (
    <label>
      Sign in to load the schema and run queries
      <select disabled={isBusy} value="" onChange={(event) => onSignIn(signInAsDemoUser(event.target.value))}>
        <option value="" disabled>
          Choose a demo user…
        </option>
        {DEMO_USERS.map((user) => (
          <option key={user.subject} value={user.subject}>
            {labelOf(user)}
          </option>
        ))}
      </select>
    </label>
  );
}

const labelOf = ({ subject, name, markets }: DemoUser): string =>
  `${subject} · ${name}${markets ? `, market ${markets.join(', ')} only` : ''}`;

function TokenField({ isBusy, onSignIn }: SignedOutProps) {
  const [token, setToken] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSignIn(signInWithToken(token.trim()));
      }}
    >
      <label>
        Bearer token, to load the schema and run queries
        <input
          type="password"
          autoComplete="off"
          required
          value={token}
          onChange={(event) => setToken(event.target.value)}
        />
      </label>
      <button type="submit" disabled={isBusy}>
        Sign in
      </button>
    </form>
  );
}
