/** A service token: for whom it speaks, what it may do of what that user may, and until when. */
import { Button, Field, Input, Radio, RadioGroup, Spinner } from '@fluentui/react-components';
import { useEffect, useState, type ReactElement } from 'react';
import { createToken, type TokenForm as Form } from '../../effects/administer-tokens.ts';
import { loadUsers } from '../../effects/administer-users.ts';
import type { UserEntry } from '../../state/administration.ts';
import { knownValue } from '../../state/loadable.ts';
import { BackButton } from '../back-button.tsx';
import { ScreenHeading } from '../heading.tsx';
import { useIsBusy, usePane, usePaneState, useViewer } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { ChoiceBoxes } from './choice-boxes.tsx';
import { ROLES, rolesInWords } from './role-words.ts';
import { UserSearch } from './user-list.tsx';

export function TokenForm({ user }: { user: UserEntry | null }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  return (
    <>
      <div className={styles.content}>
        <div className={styles.row}>
          <BackButton label="Back to the list" onBack={() => pane.store.dispatch({ type: 'accessFormClosed' })} />
          <ScreenHeading>Create a token</ScreenHeading>
        </div>
        <p className={styles.text}>
          With a token a program signs in: a report that is refreshed at night, a script that imports.
        </p>
        {user ? <Speaker user={user} /> : <SpeakerChoice />}
      </div>
      {user && <Details key={user.subject} user={user} />}
    </>
  );
}

function Speaker({ user }: { user: UserEntry }): ReactElement {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  return (
    <section className={styles.card} aria-label="For which user">
      <div className={styles.row}>
        <div className={styles.grow}>
          <p className={styles.quiet}>It speaks for</p>
          <p className={styles.subheading}>
            <bdi>{user.name}</bdi>
          </p>
        </div>
        <Button
          size="small"
          onClick={() => dispatch({ type: 'accessFormOpened', form: { kind: 'TOKEN', user: null } })}
        >
          Another user
        </Button>
      </div>
    </section>
  );
}

/** More are found by the search. */
const SHOWN = 10;

function SpeakerChoice(): ReactElement {
  const pane = usePane();
  const { administration } = usePaneState();
  const styles = useStyles();
  useEffect(() => void loadUsers(pane), [pane]);
  const found = (knownValue(administration.users)?.entries ?? []).filter(({ isArchived }) => !isArchived);
  return (
    <section className={styles.stack} aria-labelledby="speaker">
      <div className={styles.tight}>
        <h3 id="speaker" className={styles.subheading}>
          For which user?
        </h3>
        <p className={styles.quiet}>It may do what this user may, and never more.</p>
      </div>
      <UserSearch search={administration.userSearch} />
      {administration.users.status === 'LOADING' && <Spinner size="tiny" label="Loading" />}
      <RadioGroup
        aria-labelledby="speaker"
        onChange={(_, { value }) => {
          const user = found.find(({ subject }) => subject === value) ?? null;
          pane.store.dispatch({ type: 'accessFormOpened', form: { kind: 'TOKEN', user } });
        }}
      >
        {found.slice(0, SHOWN).map(({ subject, name, roles }) => (
          <Radio
            key={subject}
            value={subject}
            label={
              <span className={styles.tight}>
                <bdi>{name}</bdi>
                <span className={styles.quiet}>{rolesInWords(roles)}</span>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </section>
  );
}

/** As the server has it. */
const LONGEST_DAYS = 366;
const USUAL_DAYS = 90;

function Details({ user }: { user: UserEntry }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const { markets } = useViewer();
  const shared = user.markets.filter((code) => markets.includes(code));
  const [form, setForm] = useState<Form>({
    name: '',
    user: user.subject,
    roles: user.roles,
    markets: shared,
    until: dayIn(USUAL_DAYS, pane.now()),
  });
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const isFilled = form.name.trim() !== '' && form.until !== '' && form.roles.length > 0 && form.markets.length > 0;
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void createToken(pane, { ...form, name: form.name.trim() });
      }}
    >
      <div className={styles.content}>
        <Field label="Name" hint="What it is for: “Nightly sales report”." required>
          <Input value={form.name} onChange={(_, { value }) => set({ name: value })} />
        </Field>
        <ChoiceBoxes
          label="Roles"
          choices={ROLES.filter(({ code }) => user.roles.includes(code))}
          chosen={form.roles}
          onChange={(roles) => set({ roles })}
        />
        <ChoiceBoxes
          label="Markets"
          hint="Markets that are granted later are not among them."
          choices={shared.map((code) => ({ code, name: code }))}
          chosen={form.markets}
          onChange={(chosen) => set({ markets: chosen })}
        />
        <Field label="Works until" hint={`To the end of that day, UTC; a year at most.`} required>
          <Input
            type="date"
            min={dayIn(0, pane.now())}
            max={dayIn(LONGEST_DAYS - 1, pane.now())}
            value={form.until}
            onChange={(_, { value }) => set({ until: value })}
          />
        </Field>
      </div>
      <footer className={styles.footer}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy || !isFilled}>
          Create the token
        </Button>
      </footer>
    </form>
  );
}

/** The calendar day so many days after the instant, in UTC. */
function dayIn(days: number, from: Date): string {
  return new Date(from.getTime() + days * 86_400_000).toISOString().slice(0, 10);
}
