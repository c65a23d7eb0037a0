/** What the push needs to know beside the cells, and its button. */
import { Button, Checkbox, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useMemo, type ReactElement } from 'react';
import { isBlocking } from '../../../schema/matrix/diff.ts';
import { changePushForm } from '../effects/preview.ts';
import { pushSheets } from '../effects/push.ts';
import type { PreviewPane } from '../state/pane-state.ts';
import { isNothing, pushCounts, type PushCounts } from '../state/push-counts.ts';
import { counted, countsInWords } from './format.ts';
import { Icon } from './icons.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

/** What is decided before the push; stands above the differences, which may be many. */
export function PushOptions({ shown }: { shown: PreviewPane }): ReactElement {
  const pane = usePane();
  const { push } = usePaneState();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const facts = useMemo(() => factsOf(shown), [shown]);
  return (
    <section className={styles.card} aria-label="Push">
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
        <Field label="New prices hold from" size="small" orientation="horizontal">
          <Input
            type="date"
            value={push.effectiveFrom ?? facts.asOf}
            disabled={isBusy}
            onChange={(_, { value }) => void changePushForm(pane, { effectiveFrom: value === '' ? null : value })}
          />
        </Field>
      )}
      <Field label="Reason" size="small" orientation="horizontal">
        <Textarea
          rows={2}
          resize="vertical"
          value={push.reason}
          placeholder="Why, for those who read the history"
          onChange={(_, { value }) => void changePushForm(pane, { reason: value })}
        />
      </Field>
    </section>
  );
}

export function PushFooter({ shown }: { shown: PreviewPane }): ReactElement {
  const pane = usePane();
  const { push } = usePaneState();
  const isBusy = useIsBusy();
  const styles = useStyles();
  const facts = useMemo(() => factsOf(shown), [shown]);
  const counts = pushCounts(shown.preview, push.isArchivingMissing);
  const obstacle = obstacleOf(facts, push.isValidRowsOnly);
  return (
    <footer className={styles.footer}>
      {!isNothing(counts) && obstacle !== null && <p className={styles.text}>{obstacle}</p>}
      <Button
        appearance="primary"
        icon={<Icon name="push" />}
        disabledFocusable={isBusy || isNothing(counts) || obstacle !== null}
        onClick={() => void pushSheets(pane)}
      >
        {labelOf(counts, facts.refused > 0 && push.isValidRowsOnly)}
      </Button>
    </footer>
  );
}

/** How many of the rows are valid only the server knows. */
function labelOf(counts: PushCounts, isValidRowsOnly: boolean): string {
  if (isNothing(counts)) return 'Nothing to push';
  return isValidRowsOnly ? 'Push the valid rows' : `Push ${countsInWords(counts)}`;
}

/** Why the button waits, and for what. */
function obstacleOf(facts: PushFacts, isValidRowsOnly: boolean): string | null {
  if (facts.hasUnreadColumns) return 'Columns are missing from the sheet.';
  if (facts.unknown > 0) return 'Put the row keys right first, or delete those rows from the sheet.';
  if (facts.hasConflicts) return 'Resolve the conflicts first.';
  if (facts.refused > 0 && !isValidRowsOnly)
    return 'Some rows are refused: correct them, or choose the valid rows only.';
  return null;
}

interface PushFacts {
  /** Rows whose key is lost, doubled or unknown: with them nothing is pushed. */
  readonly unknown: number;
  /** Cells that cannot be pushed: unreadable on the sheet, or refused by the server. */
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
    unknown: faulty.filter(({ column }) => column === null).length,
    refused: faulty.filter(({ column }) => column !== null).length + refused.length,
    missing: views.reduce((sum, { diff }) => sum + diff.missing.length, 0),
    hasConflicts: refused.length < rejections.length || views.some(({ conflicts }) => conflicts.length > 0),
    hasUnreadColumns: views.some(({ diff }) => diff.unreadColumns.length > 0),
    asOf: priced?.view.request.asOf ?? null,
  };
}
