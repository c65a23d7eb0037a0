/** What the push needs to know beside the cells, and its button. */
import { Button, Checkbox, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useMemo, type ReactElement } from 'react';
import { isBlocking } from '../../../schema/matrix/diff.ts';
import { changePushForm } from '../effects/preview.ts';
import { pushSheets } from '../effects/push.ts';
import type { PreviewPane } from '../state/pane-state.ts';
import { changeCount } from '../state/preview-totals.ts';
import { counted } from './format.ts';
import { Icon } from './icons.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

export function PushForm({ shown }: { shown: PreviewPane }): ReactElement {
  const pane = usePane();
  const { push } = usePaneState();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const facts = useMemo(() => factsOf(shown), [shown]);
  const count = changeCount(shown.preview, push.isArchivingMissing);
  const isRefused = facts.refused > 0 && !push.isValidRowsOnly;
  const isOff = count === 0 || facts.hasConflicts || facts.hasUnreadColumns || isRefused;
  return (
    <footer className={styles.footer}>
      {facts.missing > 0 && (
        <Checkbox
          label={`Archive the ${counted(facts.missing, 'deleted row')}`}
          checked={push.isArchivingMissing}
          disabled={isBusy}
          onChange={(_, { checked }) => void changePushForm(pane, { isArchivingMissing: checked === true })}
        />
      )}
      {facts.refused > 0 && (
        <Field label="Rows that are refused">
          <RadioGroup
            value={push.isValidRowsOnly ? 'VALID' : 'ALL'}
            onChange={(_, { value }) => void changePushForm(pane, { isValidRowsOnly: value === 'VALID' })}
          >
            <Radio value="ALL" label="Push nothing before they are corrected" />
            <Radio value="VALID" label="Push the valid rows only; the others stay as edits" />
          </RadioGroup>
        </Field>
      )}
      {facts.asOf !== null && (
        <Field label="New prices hold from" size="small">
          <Input
            type="date"
            value={push.effectiveFrom ?? facts.asOf}
            disabled={isBusy}
            onChange={(_, { value }) => void changePushForm(pane, { effectiveFrom: value === '' ? null : value })}
          />
        </Field>
      )}
      <Field label="Reason" size="small">
        <Textarea
          rows={2}
          resize="vertical"
          value={push.reason}
          placeholder="Why, for those who read the history"
          onChange={(_, { value }) => void changePushForm(pane, { reason: value })}
        />
      </Field>
      <Button
        appearance="primary"
        icon={<Icon name="push" />}
        disabledFocusable={isBusy || isOff}
        onClick={() => void pushSheets(pane)}
      >
        {count === 0 ? 'Nothing to push' : `Push ${counted(count, 'change')}`}
      </Button>
      {facts.hasConflicts && <p className={styles.quiet}>Resolve the conflicts first.</p>}
      {isRefused && !facts.hasConflicts && (
        <p className={styles.quiet}>Some rows are refused: correct them, or choose above.</p>
      )}
    </footer>
  );
}

interface PushFacts {
  /** Rows that cannot be pushed: unreadable on the sheet, or refused by the server. */
  readonly refused: number;
  readonly missing: number;
  readonly hasConflicts: boolean;
  readonly hasUnreadColumns: boolean;
  /** The day that the price sheets were pulled for; null without one. */
  readonly asOf: string | null;
}

function factsOf({ preview: { views, rejections } }: PreviewPane): PushFacts {
  const faulty = views.flatMap(({ diff }) => diff.problems.filter(isBlocking));
  const refused = rejections.filter(({ code }) => code !== 'STALE_CELL');
  const priced = views.find(({ view }) => view.request.kind === 'TIER_PRICE');
  return {
    refused: faulty.length + refused.length,
    missing: views.reduce((sum, { diff }) => sum + diff.missing.length, 0),
    hasConflicts: refused.length < rejections.length || views.some(({ conflicts }) => conflicts.length > 0),
    hasUnreadColumns: views.some(({ diff }) => diff.unreadColumns.length > 0),
    asOf: priced?.view.request.asOf ?? null,
  };
}
