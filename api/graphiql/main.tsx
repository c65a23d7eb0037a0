/** GraphiQL for a browser at `/graphql`. It works signed out; the schema appears with the sign-in. */
// First: it says where Monaco's workers are, all of them on our origin.
import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './graphiql.css';
import { GraphiQL } from 'graphiql';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { DEFAULT_QUERY } from './default-query.ts';
import { graphqlFetcher } from './fetcher.ts';
import { type Session, SIGNED_OUT } from './session.ts';
import { SignInBar } from './sign-in-bar.tsx';

function Page() {
  const [session, setSession] = useState<Session>(SIGNED_OUT);
  const { token } = session;
  // A new fetcher makes GraphiQL read the schema again: each user may see another one.
  const fetcher = useMemo(
    () =>
      graphqlFetcher(token, () => setSession({ ...SIGNED_OUT, problem: 'Your sign-in has expired. Sign in again.' })),
    [token],
  );
  return (
    <>
      <SignInBar session={session} onChange={setSession} />
      <main>
        <GraphiQL
          fetcher={fetcher}
          defaultQuery={DEFAULT_QUERY}
          // Null asks for no schema; without a token the server would refuse to show it.
          {...(token === undefined ? { schema: null } : {})}
          // Authorization comes from the bar alone and is kept nowhere.
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
        >
          <GraphiQL.Logo>
            <></>
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </>
  );
}

const root = document.getElementById('root');
if (root) createRoot(root).render(<Page />);
