import { Badge, Button, Checkbox } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { pullAgain } from '../effects/pull-again.ts';
import { refreshSheets } from '../effects/refresh.ts';
import { askToRevertSheet, revertSelection } from '../effects/revert.ts';
import { askToRemoveSheet, showSheet } from '../effects/sheets.ts';
import type { View } from '../../flows/view.ts';
import { isEditable, isUsable, type SheetEntry } from '../state/sheet-entry.ts';
import { filterInWords } from './filter-words.ts';
import { counted, formatDay, formatInstant } from './format.ts';
import { Icon } from './icons.tsx';
import { useIsBusy, usePane, usePaneState } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

interface SheetCardProps {
  readonly entry: SheetEntry;
  /** Whether there is a choice of which sheets take part. */
  readonly isChoosable: boolean;
}

export function SheetCard({ entry, isChoosable }: SheetCardProps): ReactElement {
  const pane = usePane();
  const { chosen } = usePaneState();
  const styles = useStyles();
  // Where a sheet can only be removed or pulled again, that is in sight.
  const [chosenOpen, setChosenOpen] = useState<boolean | null>(null);
  const isOpen = chosenOpen ?? !isUsable(entry);
  const actionsId = `actions-${entry.id}`;
  const name = entry.sheetName ?? entry.view?.title ?? 'A sheet of Marketgrid';
  return (
    <article className={styles.card} aria-label={name}>
      <div className={styles.row}>
        {isChoosable && isUsable(entry) && (
          <Checkbox
            aria-label={`${name} takes part`}
            checked={chosen.includes(entry.id)}
            onChange={() => pane.store.dispatch({ type: 'sheetToggled', viewId: entry.id })}
          />
        )}
        <h3 className={`${styles.subheading} ${styles.grow}`}>{name}</h3>
        <Button
          appearance="subtle"
          size="small"
          icon={<Icon name="more" />}
          aria-label={`Actions for ${name}`}
          aria-expanded={isOpen}
          aria-controls={isOpen ? actionsId : undefined}
          onClick={() => setChosenOpen(!isOpen)}
        />
      </div>
      {isOpen && <CardActions id={actionsId} entry={entry} name={name} />}
      {entry.view && <Facts view={entry.view} />}
      <Badges entry={entry} />
      {entry.fault && (
        <div className={styles.tight}>
          <p className={styles.text}>{entry.fault.message}</p>
          {entry.fault.nextStep !== undefined && <p className={styles.quiet}>{entry.fault.nextStep}</p>}
        </div>
      )}
    </article>
  );
}

function Facts({ view }: { view: View }): ReactElement {
  const styles = useStyles();
  const { asOf } = view.request;
  const day = asOf == null ? '' : ` · as of ${formatDay(asOf)}`;
  return (
    <div className={styles.tight}>
      <p className={styles.text}>{filterInWords(view.request.filter ?? {})}</p>
      <p className={styles.quiet}>
        {counted(view.rows.length, 'row')} · revision {view.revision}
        {day}
      </p>
      <p className={styles.quiet}>
        Pulled {formatInstant(view.pulledAt)} by {view.pulledBy}
      </p>
    </div>
  );
}

function Badges({ entry }: { entry: SheetEntry }): ReactElement | null {
  const styles = useStyles();
  const isReadOnly = entry.view !== null && !isEditable(entry);
  if (entry.conflicts === 0 && !entry.isPending && !isReadOnly) return null;
  return (
    <div className={styles.wrap}>
      {entry.conflicts > 0 && (
        <Badge appearance="tint" color="danger">
          {counted(entry.conflicts, 'conflict')}
        </Badge>
      )}
      {entry.isPending && (
        <Badge appearance="tint" color="warning">
          Push unanswered
        </Badge>
      )}
      {isReadOnly && (
        <Badge appearance="tint" color="informative">
          Read only for you
        </Badge>
      )}
    </div>
  );
}

interface CardActionsProps {
  readonly entry: SheetEntry;
  readonly name: string;
  readonly id: string;
}

function CardActions({ entry, name, id }: CardActionsProps): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const viewId = entry.id;
  const isAsUsual = isUsable(entry);
  return (
    <div id={id} role="group" aria-label={`Actions for ${name}`} className={styles.wrap}>
      {isAsUsual && <Act name="Go to the sheet" onAct={() => void showSheet(pane, viewId)} />}
      {isAsUsual && <Act name="Refresh" onAct={() => void refreshSheets(pane, [viewId])} />}
      {entry.view && <Act name="Pull again" onAct={() => void pullAgain(pane, viewId)} />}
      {isAsUsual && <Act name="Put selected cells back" onAct={() => void revertSelection(pane)} />}
      {isAsUsual && <Act name="Put the sheet back" onAct={() => askToRevertSheet(pane, viewId)} />}
      <Act name="Remove from the workbook" onAct={() => askToRemoveSheet(pane, entry, name)} />
    </div>
  );
}

function Act({ name, onAct }: { name: string; onAct: () => void }): ReactElement {
  const isBusy = useIsBusy();
  return (
    <Button size="small" disabledFocusable={isBusy} onClick={onAct}>
      {name}
    </Button>
  );
}
