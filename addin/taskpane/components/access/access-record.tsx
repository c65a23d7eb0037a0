/** What happened to access: sign-ins, users, markets, tokens, denied pushes. */
import { Field, Input, SearchBox, Select } from '@fluentui/react-components';
import { useEffect, useRef, type ReactElement } from 'react';
import { loadAccessRecord } from '../../effects/read-access-record.ts';
import type { AccessEventEntry, AccessEventKind, Administration, RecordFilter } from '../../state/administration.ts';
import { counted, formatInstant } from '../format.ts';
import { usePane } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { eventInWords } from './event-words.ts';
import { LoadedList } from './loaded-list.tsx';

export function AccessRecord({
  administration: { record, recordFilter },
}: {
  administration: Administration;
}): ReactElement {
  const pane = usePane();
  return (
    <>
      <Narrowing filter={recordFilter} />
      <LoadedList
        list={record}
        empty="Nothing is recorded that fits. Choose an earlier day, or everything."
        countOf={(total) => counted(total, 'event')}
        onAgain={() => void loadAccessRecord(pane)}
        onMore={() => void loadAccessRecord(pane, true)}
        keyOf={({ id }) => id}
        itemOf={(event) => <Event event={event} />}
      />
    </>
  );
}

const KINDS: readonly (readonly [name: string, kinds: readonly AccessEventKind[] | null])[] = [
  ['Everything', null],
  ['Sign-ins', ['SIGN_IN']],
  ['Users', ['USER_CREATED', 'USER_CHANGED', 'USER_ARCHIVED', 'USER_RESTORED']],
  ['Markets', ['MARKET_GRANTED', 'MARKET_REVOKED']],
  ['Tokens', ['TOKEN_CREATED', 'TOKEN_REVOKED']],
  ['Denied pushes', ['PUSH_DENIED']],
];

/** A pause in the typing, so that a word is one question. */
const TYPING_PAUSE = 250;

function Narrowing({ filter }: { filter: RecordFilter }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const asked = useRef(filter);
  useEffect(() => {
    if (asked.current === filter) return undefined;
    const timer = setTimeout(() => {
      asked.current = filter;
      void loadAccessRecord(pane);
    }, TYPING_PAUSE);
    return () => clearTimeout(timer);
  }, [pane, filter]);
  const narrow = (part: Partial<RecordFilter>): void => pane.store.dispatch({ type: 'recordNarrowed', filter: part });
  return (
    <div className={styles.stack} role="group" aria-label="Narrow the record">
      <div className={styles.pair}>
        <Field label="Show" size="small">
          <Select
            size="small"
            value={String(KINDS.findIndex(([, kinds]) => kinds === filter.kinds))}
            onChange={(_, { value }) => narrow({ kinds: KINDS[Number(value)]?.[1] ?? null })}
          >
            {KINDS.map(([name], index) => (
              <option key={name} value={index}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Since" size="small">
          <Input
            size="small"
            type="date"
            value={filter.since ?? ''}
            onChange={(_, { value }) => narrow({ since: value === '' ? null : value })}
          />
        </Field>
      </div>
      <SearchBox
        size="small"
        placeholder="Whole sign-in, as erin@example.com"
        aria-label="By whom or about whom"
        value={filter.user}
        onChange={(_, { value }) => narrow({ user: value })}
      />
    </div>
  );
}

function Event({ event }: { event: AccessEventEntry }): ReactElement {
  const styles = useStyles();
  const { text, note } = eventInWords(event);
  return (
    <article className={`${styles.card} ${styles.tight}`}>
      <p className={styles.text}>{text}</p>
      <p className={styles.quiet}>
        {formatInstant(event.at)}
        {note !== '' && ` · ${note}`}
      </p>
    </article>
  );
}
