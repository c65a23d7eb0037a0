import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export interface Notice {
  readonly intent: 'success' | 'error';
  readonly text: string;
}

/** One line under the ribbon; a success goes by itself with the next one. */
export function Message({ notice, onDismiss }: { notice: Notice | null; onDismiss: () => void }): ReactElement {
  return (
    <div role={notice?.intent === 'error' ? 'alert' : 'status'}>
      {notice && (
        <MessageBar intent={notice.intent} shape="square">
          <MessageBarBody>{notice.text}</MessageBarBody>
          <MessageBarActions>
            <Button appearance="transparent" size="small" onClick={onDismiss}>
              Dismiss
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  );
}
