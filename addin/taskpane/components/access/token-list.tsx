import { Badge, Button, SearchBox } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { askToRevoke, loadTokens } from '../../effects/administer-tokens.ts';
import { tokenState, type Administration, type Listed, type TokenEntry } from '../../state/administration.ts';
import type { Loadable } from '../../state/loadable.ts';
import { counted, formatDay, formatInstant } from '../format.ts';
import { Icon } from '../icons.tsx';
import { useIsBusy, usePane } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { FreshToken } from './fresh-token.tsx';
import { LoadedList } from './loaded-list.tsx';
import { rolesInWords } from './role-words.ts';

const TOKENS_A_PAGE = 25;
/** Fewer are seen at a glance. */
const SEARCHABLE = 8;

export function TokenList({ administration }: { administration: Administration }): ReactElement {
  const pane = usePane();
  const { freshToken, tokens } = administration;
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(TOKENS_A_PAGE);
  const isLong = tokens.status === 'READY' && tokens.value.length > SEARCHABLE;
  return (
    <>
      {freshToken && <FreshToken fresh={freshToken} />}
      <Button
        icon={<Icon name="add" />}
        onClick={() => pane.store.dispatch({ type: 'accessFormOpened', form: { kind: 'TOKEN', user: null } })}
      >
        Create a token
      </Button>
      {isLong && (
        <SearchBox
          placeholder="Name or user"
          aria-label="Search tokens"
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
      )}
      <LoadedList
        list={pageOf(tokens, { search, shown })}
        empty={
          search === ''
            ? 'No program has a token yet. Create one for a report or a script that signs in by itself.'
            : 'No token has this in its name or user. Search for less.'
        }
        countOf={(total) => counted(total, 'token')}
        onAgain={() => void loadTokens(pane)}
        onMore={() => setShown(shown + TOKENS_A_PAGE)}
        keyOf={({ id }) => id}
        itemOf={(token) => <TokenCard token={token} />}
      />
    </>
  );
}

/** The server gives all of them; so many are shown. */
function pageOf(
  tokens: Loadable<readonly TokenEntry[]>,
  { search, shown }: { search: string; shown: number },
): Loadable<Listed<TokenEntry>> {
  if (tokens.status === 'IDLE' || tokens.status === 'FAILED') return tokens;
  if (tokens.value === undefined) return { status: 'LOADING' };
  const words = search.toLowerCase();
  const found = tokens.value.filter(({ name, user }) => `${name} ${user}`.toLowerCase().includes(words));
  const next = found.length > shown ? String(shown) : null;
  return { status: tokens.status, value: { entries: found.slice(0, shown), total: found.length, next } };
}

const BADGES = {
  WORKS: ['Works', 'success'],
  EXPIRED: ['Expired', 'informative'],
  REVOKED: ['Revoked', 'warning'],
} as const;

function TokenCard({ token }: { token: TokenEntry }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const { createdAt, createdBy, expiresAt, lastUsedAt, markets, name, roles, user } = token;
  const state = tokenState(token, pane.now());
  const [word, color] = BADGES[state];
  return (
    <article className={styles.card} aria-label={name}>
      <div className={`${styles.row} ${styles.top}`}>
        <h3 className={`${styles.subheading} ${styles.grow}`}>
          <bdi>{name}</bdi>
        </h3>
        <Badge appearance="tint" color={color}>
          {word}
        </Badge>
      </div>
      <p className={styles.text}>
        For <bdi>{user}</bdi>: {rolesInWords(roles)}, {markets.length === 0 ? 'no market' : markets.join(', ')}
      </p>
      <p className={styles.quiet}>
        {state === 'WORKS' ? 'Works until' : 'Worked until at most'} {formatDay(expiresAt.slice(0, 10))} ·{' '}
        {lastUsedAt === null ? 'never used' : `last used ${formatInstant(lastUsedAt)}`}
      </p>
      <p className={styles.quiet}>
        Created {formatInstant(createdAt)} by <bdi>{createdBy}</bdi>
      </p>
      {state === 'WORKS' && (
        <div>
          <Button
            size="small"
            aria-label={`Revoke ${name}`}
            disabledFocusable={isBusy}
            onClick={() => askToRevoke(pane, token)}
          >
            Revoke
          </Button>
        </div>
      )}
    </article>
  );
}
