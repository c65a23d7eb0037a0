/** One filter: closed it says what is chosen; open it offers its codes with a search and counts. */
import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  Button,
  Checkbox,
  Radio,
  SearchBox,
  Spinner,
} from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import type { FilterName } from '../../../schema/matrix/definition.ts';
import { loadChoices } from '../effects/pull.ts';
import { chosenCodes, matching, type FilterChoice, type FilterChoices } from '../state/filter-state.ts';
import type { PullForm } from '../state/pane-state.ts';
import { FILTER_TITLES } from './filter-words.ts';
import { formatCount } from './format.ts';
import { NoticeBar } from './notice-bar.tsx';
import { usePane } from './pane-context.tsx';
import { useStyles } from './use-styles.ts';

interface FilterFieldProps {
  readonly name: FilterName;
  readonly form: PullForm;
}

export function FilterField({ name, form }: FilterFieldProps): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const chosen = chosenCodes(form.filter, name);
  const isPlan = name === 'plan';
  const [opened, setOpened] = useState<boolean | null>(null);
  // What must be chosen is open until it is.
  const isOpen = opened ?? (isPlan && chosen.length === 0);
  return (
    <Accordion
      collapsible
      openItems={isOpen ? [name] : []}
      onToggle={() => {
        setOpened(!isOpen);
        if (!isOpen) void loadChoices(pane, name);
      }}
    >
      <AccordionItem value={name}>
        <AccordionHeader as="h4" size="small">
          <span className={styles.grow}>
            {FILTER_TITLES[name]}: <span className={styles.quiet}>{summaryOf(name, form)}</span>
          </span>
        </AccordionHeader>
        <AccordionPanel>
          <Offered name={name} form={form} />
        </AccordionPanel>
      </AccordionItem>
    </Accordion>
  );
}

/** What is chosen, by name where the names are known. */
function summaryOf(name: FilterName, { filter, filters }: PullForm): string {
  const chosen = chosenCodes(filter, name);
  if (chosen.length === 0) return name === 'plan' ? 'to be chosen' : 'all';
  const offered = filters[name];
  const names = new Map(
    offered?.status === 'READY' ? offered.value.choices.map((choice) => [choice.code, choice.name]) : [],
  );
  const shown = chosen.slice(0, 3).map((code) => names.get(code) ?? code);
  return chosen.length > 3 ? `${shown.join(', ')} and ${chosen.length - 3} more` : shown.join(', ');
}

function Offered({ name, form }: FilterFieldProps): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const offered = form.filters[name];
  if (offered?.status === 'READY') return <Choices name={name} form={form} offered={offered.value} />;
  if (offered?.status === 'FAILED')
    return (
      <div className={styles.stack}>
        <NoticeBar notice={offered.notice} />
        <Button size="small" onClick={() => void loadChoices(pane, name)}>
          Try again
        </Button>
      </div>
    );
  return <Spinner size="tiny" label="Loading" />;
}

/** A longer list is to be searched, not scrolled. */
const SHOWN = 100;
/** Fewer are seen at a glance. */
const SEARCHABLE = 8;

function Choices({ name, form, offered }: FilterFieldProps & { offered: FilterChoices }): ReactElement {
  const pane = usePane();
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const chosen = chosenCodes(form.filter, name);
  const markets = name === 'markets' ? [] : chosenCodes(form.filter, 'markets');
  const found = matching(offered.choices, { search, markets, chosen });
  const title = FILTER_TITLES[name];
  return (
    <div className={styles.stack} role="group" aria-label={title}>
      {offered.choices.length > SEARCHABLE && (
        <SearchBox
          size="small"
          placeholder={`Search ${formatCount(offered.choices.length)}`}
          aria-label={`Search ${title}`}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
      )}
      <div className={styles.tight} style={{ maxHeight: '240px', overflowY: 'auto' }}>
        {found.slice(0, SHOWN).map((choice) => (
          <ChoiceBox
            key={choice.code}
            choice={choice}
            unit={offered.unit}
            isSingle={name === 'plan'}
            isChosen={chosen.includes(choice.code)}
            onToggle={() => pane.store.dispatch({ type: 'codeToggled', filter: name, code: choice.code })}
          />
        ))}
      </div>
      <div className={styles.row}>
        <p className={`${styles.quiet} ${styles.grow}`} aria-live="polite">
          {countsInWords({ found: found.length, offered, chosen: chosen.length })}
        </p>
        {chosen.length > 0 && name !== 'plan' && (
          <Button
            size="small"
            appearance="subtle"
            aria-label={`Clear ${title}`}
            onClick={() => pane.store.dispatch({ type: 'filterCleared', filter: name })}
          >
            Clear
          </Button>
        )}
      </div>
    </div>
  );
}

function countsInWords(o: { found: number; offered: FilterChoices; chosen: number }): string {
  const all = o.offered.choices.length;
  const shown = o.found > SHOWN ? `first ${SHOWN} of ${formatCount(o.found)} shown, search for others` : '';
  const found = o.found < all ? `${formatCount(o.found)} of ${formatCount(all)} match` : '';
  const cut = o.offered.total > all && all >= 1_000 ? `only the first ${formatCount(all)} are listed` : '';
  const chosen = o.chosen > 0 ? `${formatCount(o.chosen)} chosen` : '';
  const text = [found, shown, cut, chosen].filter(Boolean).join(' · ');
  return text === '' ? `${formatCount(all)} in all` : text;
}

interface ChoiceBoxProps {
  readonly choice: FilterChoice;
  readonly unit: string | null;
  readonly isSingle: boolean;
  readonly isChosen: boolean;
  readonly onToggle: () => void;
}

function ChoiceBox({ choice, unit, isSingle, isChosen, onToggle }: ChoiceBoxProps): ReactElement {
  const styles = useStyles();
  const { code, count, name } = choice;
  const label = (
    <span className={styles.tight}>
      <span>{name}</span>
      <span className={styles.quiet}>
        {code}
        {count !== null && unit !== null && ` · ${formatCount(count)} ${unit}`}
      </span>
    </span>
  );
  return isSingle ? (
    <Radio name="plan" value={code} checked={isChosen} onChange={onToggle} label={label} />
  ) : (
    <Checkbox checked={isChosen} onChange={onToggle} label={label} />
  );
}
