import { Badge, Button, SearchBox } from '@fluentui/react-components';
import { useEffect, useRef, type ReactElement } from 'react';
import { loadUsers } from '../../effects/administer-users.ts';
import type { Administration, UserEntry } from '../../state/administration.ts';
import { counted } from '../format.ts';
import { Icon } from '../icons.tsx';
import { usePane } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { LoadedList } from './loaded-list.tsx';
import { rolesInWords } from './role-words.ts';

export function UserList({ administration: { users, userSearch } }: { administration: Administration }): ReactElement {
  const pane = usePane();
  const { dispatch } = pane.store;
  return (
    <>
      <Button
        icon={<Icon name="add" />}
        onClick={() => dispatch({ type: 'accessFormOpened', form: { kind: 'USER', user: null } })}
      >
        Add a user
      </Button>
      <UserSearch search={userSearch} />
      <LoadedList
        list={users}
        empty={
          userSearch === ''
            ? 'There are no users yet. Add the first one.'
            : 'No user has this in the name or the sign-in. Search for less, or add the user.'
        }
        countOf={(total) => (userSearch === '' ? counted(total, 'user') : `${counted(total, 'user')} found`)}
        onAgain={() => void loadUsers(pane)}
        onMore={() => void loadUsers(pane, true)}
        keyOf={({ subject }) => subject}
        itemOf={(user) => <UserCard user={user} />}
      />
    </>
  );
}

/** A pause in the typing, so that a word is one question. */
const TYPING_PAUSE = 250;

export function UserSearch({ search }: { search: string }): ReactElement {
  const pane = usePane();
  const asked = useRef(search);
  useEffect(() => {
    if (asked.current === search) return undefined;
    const timer = setTimeout(() => {
      asked.current = search;
      void loadUsers(pane);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [pane, search]);
  return (
    <SearchBox
      placeholder="Name or sign-in"
      aria-label="Search users"
      value={search}
      onChange={(_, { value }) => pane.store.dispatch({ type: 'usersSearched', search: value })}
    />
  );
}

function UserCard({ user }: { user: UserEntry }): ReactElement {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  const { isArchived, markets, name, roles, subject } = user;
  return (
    <article className={styles.card} aria-label={name}>
      <div className={`${styles.row} ${styles.top}`}>
        <div className={styles.grow}>
          <h3 className={styles.subheading}>
            <bdi>{name}</bdi>
          </h3>
          <p className={styles.quiet}>
            <bdi>{subject}</bdi>
          </p>
        </div>
        <Button
          size="small"
          aria-label={`Change ${name}`}
          onClick={() => dispatch({ type: 'accessFormOpened', form: { kind: 'USER', user } })}
        >
          Change
        </Button>
      </div>
      <p className={styles.text}>{rolesInWords(roles)}</p>
      <p className={styles.quiet}>{markets.length === 0 ? 'No market' : `Markets ${markets.join(', ')}`}</p>
      {isArchived && (
        <div>
          <Badge appearance="tint" color="warning">
            Archived
          </Badge>
        </div>
      )}
    </article>
  );
}
