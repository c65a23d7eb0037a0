import {
  Badge,
  Button,
  Checkbox,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { pullAgain } from '../effects/pull.ts';
import { refreshSheets } from '../effects/refresh.ts';
import { askToRevertSheet, revertSelection } from '../effects/revert.ts';
import { removeSheet, showSheet } from '../effects/sheets.ts';
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
        <CardMenu entry={entry} name={name} />
      </div>
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

function CardMenu({ entry, name }: { entry: SheetEntry; name: string }): ReactElement {
  const pane = usePane();
  const isBusy = useIsBusy();
  const { id } = entry;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          appearance="subtle"
          size="small"
          icon={<Icon name="more" />}
          aria-label={`Actions for ${name}`}
          disabledFocusable={isBusy}
        />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {isUsable(entry) && <MenuItem onClick={() => void showSheet(pane, id)}>Go to the sheet</MenuItem>}
          {isUsable(entry) && <MenuItem onClick={() => void refreshSheets(pane, [id])}>Refresh</MenuItem>}
          {entry.view && <MenuItem onClick={() => void pullAgain(pane, id)}>Pull again</MenuItem>}
          {isUsable(entry) && <MenuDivider />}
          {isUsable(entry) && <MenuItem onClick={() => void revertSelection(pane)}>Revert selected cells</MenuItem>}
          {isUsable(entry) && <MenuItem onClick={() => askToRevertSheet(pane, id)}>Revert the sheet</MenuItem>}
          <MenuDivider />
          <MenuItem onClick={() => askToRemove(entry, name)}>Remove from the workbook</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );

  function askToRemove({ view }: SheetEntry, text: string): void {
    // What is already gone needs no question.
    if (!view || entry.sheetName === null) return void removeSheet(pane, id);
    pane.store.dispatch({
      type: 'questionAsked',
      question: {
        kind: 'REMOVE_SHEET',
        viewId: id,
        text: `Remove “${text}” from the workbook?`,
        consequence: 'The sheet is deleted, with edits that were not pushed. The server keeps everything.',
        answer: 'Remove the sheet',
      },
    });
  }
}
