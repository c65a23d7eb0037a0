/** Who may do what: users, service tokens and the record of both. For administrators. */
import { Button } from '@fluentui/react-components';
import { useEffect, type ReactElement } from 'react';
import { loadAccessRecord } from '../../effects/read-access-record.ts';
import { loadTokens } from '../../effects/administer-tokens.ts';
import { loadUsers } from '../../effects/administer-users.ts';
import type { AccessPart, Administration } from '../../state/administration.ts';
import { ScreenHeading } from '../heading.tsx';
import { usePane } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';
import { AccessRecord } from './access-record.tsx';
import { TokenForm } from './token-form.tsx';
import { TokenList } from './token-list.tsx';
import { UserForm } from './user-form.tsx';
import { UserList } from './user-list.tsx';

interface AccessPaneProps {
  readonly administration: Administration;
}

export function AccessPane({ administration }: AccessPaneProps): ReactElement {
  const styles = useStyles();
  const { form, part } = administration;
  if (form?.kind === 'USER') return <UserForm user={form.user} />;
  if (form?.kind === 'TOKEN') return <TokenForm user={form.user} />;
  return (
    <div className={styles.content}>
      <ScreenHeading>Access</ScreenHeading>
      <Parts chosen={part} />
      <Part administration={administration} />
    </div>
  );
}

const PARTS: readonly (readonly [AccessPart, string])[] = [
  ['USERS', 'Users'],
  ['TOKENS', 'Tokens'],
  ['RECORD', 'Record'],
];

function Parts({ chosen }: { chosen: AccessPart }): ReactElement {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  return (
    <div className={styles.wrap} role="group" aria-label="Part">
      {PARTS.map(([part, name]) => (
        <Button
          key={part}
          size="small"
          shape="circular"
          appearance={part === chosen ? 'primary' : 'secondary'}
          aria-pressed={part === chosen}
          onClick={() => dispatch({ type: 'accessPartChosen', part })}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}

function Part({ administration }: AccessPaneProps): ReactElement {
  const pane = usePane();
  const { part } = administration;
  useEffect(() => {
    if (part === 'USERS') void loadUsers(pane);
    if (part === 'TOKENS') void loadTokens(pane);
    if (part === 'RECORD') void loadAccessRecord(pane);
  }, [pane, part]);
  switch (part) {
    case 'USERS':
      return <UserList administration={administration} />;
    case 'TOKENS':
      return <TokenList administration={administration} />;
    case 'RECORD':
      return <AccessRecord administration={administration} />;
  }
}
