/** How GraphiQL reaches the server: as the one who is signed in, and not at all while nobody is. */
import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { GRAPHQL_URL } from './session.ts';

const SIGN_IN_FIRST = {
  errors: [{ message: 'You are not signed in. Sign in with the bar above, then run this again.' }],
};

/** `onExpired` is called when the server takes the token no longer. */
export function graphqlFetcher(token: string | undefined, onExpired: () => void): Fetcher {
  if (token === undefined) return () => SIGN_IN_FIRST;
  return createGraphiQLFetcher({
    url: GRAPHQL_URL,
    headers: { Authorization: `Bearer ${token}` },
    enableIncrementalDelivery: false,
    async fetch(url, init) {
      const response = await fetch(url, init);
      if (response.status === 401) onExpired();
      return response;
    },
  });
}
