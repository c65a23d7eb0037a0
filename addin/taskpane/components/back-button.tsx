import { Button } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { Icon } from './icons.tsx';
import { usePane } from './pane-context.tsx';

export function BackButton({ label, onBack }: { label: string; onBack: () => void }): ReactElement {
  return <Button appearance="subtle" size="small" icon={<Icon name="back" />} aria-label={label} onClick={onBack} />;
}

export function BackToList(): ReactElement {
  const { dispatch } = usePane().store;
  return <BackButton label="Back to the sheets" onBack={() => dispatch({ type: 'stepChosen', step: 'LIST' })} />;
}
