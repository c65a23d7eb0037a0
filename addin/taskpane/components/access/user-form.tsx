/** A user: who, which roles, which markets. A new one, or one that is changed. */
import { Button, Field, Input } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { askToArchive, saveUser, setArchived, type UserForm as Form } from '../../effects/administer-users.ts';
import type { UserEntry } from '../../state/administration.ts';
import { BackButton } from '../back-button.tsx';
import { ScreenHeading } from '../heading.tsx';
import { useIsBusy, usePane, useViewer } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { ChoiceBoxes } from './choice-boxes.tsx';
import { ROLES } from './role-words.ts';

const NOBODY: Form = { subject: '', name: '', roles: ['VIEWER'], markets: [] };

export function UserForm({ user }: { user: UserEntry | null }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const { markets } = useViewer();
  const [form, setForm] = useState<Form>(user ?? NOBODY);
  const isFilled = form.subject.trim() !== '' && form.name.trim() !== '';
  const set = (part: Partial<Form>): void => setForm({ ...form, ...part });
  const { subject, name, roles } = form;
  return (
    <form
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        void saveUser(pane, user, { subject: subject.trim(), name: name.trim(), roles, markets: form.markets });
      }}
    >
      <div className={styles.content}>
        <div className={styles.row}>
          <BackButton label="Back to the users" onBack={() => pane.store.dispatch({ type: 'accessFormClosed' })} />
          <ScreenHeading>{user ? `Change ${user.name}` : 'Add a user'}</ScreenHeading>
        </div>
        {user ? (
          <p className={styles.quiet}>
            Signs in as <bdi>{user.subject}</bdi>
          </p>
        ) : (
          <Field label="Signs in as" hint="The subject of their sign-in tokens. It can never be changed." required>
            <Input value={subject} onChange={(_, { value }) => set({ subject: value })} />
          </Field>
        )}
        <Field label="Name" required>
          <Input value={name} onChange={(_, { value }) => set({ name: value })} />
        </Field>
        <ChoiceBoxes label="Roles" choices={ROLES} chosen={roles} onChange={(chosen) => set({ roles: chosen })} />
        <ChoiceBoxes
          label="Markets"
          hint="Without a market nothing is seen, whatever the role."
          choices={markets.map((code) => ({ code, name: code }))}
          chosen={form.markets}
          onChange={(chosen) => set({ markets: chosen })}
        />
        {user && <OtherActs user={user} />}
      </div>
      <footer className={styles.footer}>
        <Button type="submit" appearance="primary" disabledFocusable={isBusy || !isFilled}>
          {user ? 'Save' : 'Add the user'}
        </Button>
      </footer>
    </form>
  );
}

function OtherActs({ user }: { user: UserEntry }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  return (
    <div className={styles.wrap} role="group" aria-label="Other acts">
      {!user.isArchived && (
        <Button
          size="small"
          disabledFocusable={isBusy}
          onClick={() => pane.store.dispatch({ type: 'accessFormOpened', form: { kind: 'TOKEN', user } })}
        >
          Create a token
        </Button>
      )}
      <Button
        size="small"
        disabledFocusable={isBusy}
        onClick={() => (user.isArchived ? void setArchived(pane, user.subject, false) : askToArchive(pane, user))}
      >
        {user.isArchived ? 'Restore' : 'Archive'}
      </Button>
    </div>
  );
}
