import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Text,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import type { Notice, NoticeAction } from '../state/notice.ts';
import { Icon } from './icons.tsx';
import { actOn } from './notice-actions.ts';
import { useIsBusy, usePane } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

const LABELS: { readonly [A in NoticeAction]: string } = {
  PULL_AGAIN: 'Pull again',
  SETTLE_PUSH: 'Finish the push',
  DROP_PUSH: 'Drop the push',
  PREVIEW: 'Preview',
  RESOLVE: 'Resolve conflicts',
  RELOAD: 'Try again',
};

/** A message, what to do next, and at most one button that does it. */
export function NoticeBar({ notice, onDismiss }: { notice: Notice; onDismiss?: () => void }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const { action, errorId, intent, message, nextStep } = notice;
  return (
    <MessageBar intent={intent} layout="multiline" shape="rounded">
      <MessageBarBody>
        <MessageBarTitle>{message}</MessageBarTitle>
        {nextStep !== undefined && <Text block>{nextStep}</Text>}
        {errorId !== undefined && <p className={styles.quiet}>Error id: {errorId}</p>}
      </MessageBarBody>
      {(action ?? onDismiss) && (
        <MessageBarActions
          {...(onDismiss && {
            containerAction: (
              <Button
                size="small"
                appearance="transparent"
                aria-label="Dismiss"
                icon={<Icon name="close" />}
                onClick={onDismiss}
              />
            ),
          })}
        >
          {action && (
            <Button size="small" disabledFocusable={isBusy} onClick={() => void actOn(pane, action, notice.viewId)}>
              {LABELS[action]}
            </Button>
          )}
        </MessageBarActions>
      )}
    </MessageBar>
  );
}
