/**
 * Tabs as the ARIA Authoring Practices describe them: one stop for the Tab key, arrows choose. Fluent's own hide focusable
 * helpers from screen readers, which checkers rightly report.
 */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { KeyboardEvent, ReactElement } from 'react';
import type { Tab } from '../state/pane-state.ts';

const NAMES: { readonly [T in Tab]: string } = {
  SHEETS: 'Sheets',
  CHANGES: 'Changes',
  CELL: 'Cell',
  ACCESS: 'Access',
};

/** The id of the element that shows the chosen tab. */
export const PANEL_ID = 'panel';
export const tabId = (tab: Tab): string => `tab-${tab.toLowerCase()}`;

const useTabStyles = makeStyles({
  list: { display: 'flex', padding: '0 4px' },
  tab: {
    appearance: 'none',
    border: 'none',
    borderBottom: '3px solid transparent',
    background: 'transparent',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    padding: '8px 10px 6px',
    cursor: 'pointer',
    // Transparent borders are drawn where the system chooses the colours.
    '@media (forced-colors: active)': { borderBottomColor: 'Canvas' },
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1 },
    ':focus-visible': {
      outline: `2px solid ${tokens.colorStrokeFocus2}`,
      outlineOffset: '-3px',
      borderRadius: tokens.borderRadiusMedium,
    },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    ':hover': { borderBottomColor: tokens.colorCompoundBrandStroke },
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
  },
});

interface TabsProps {
  readonly tabs: readonly Tab[];
  readonly chosen: Tab;
  readonly onChoose: (tab: Tab) => void;
}

export function Tabs({ tabs, chosen, onChoose }: TabsProps): ReactElement {
  const styles = useTabStyles();
  const choose = (event: KeyboardEvent): void => {
    const next = tabAfter(tabs, chosen, event.key);
    if (!next) return;
    event.preventDefault();
    onChoose(next);
    document.getElementById(tabId(next))?.focus();
  };
  return (
    <div role="tablist" aria-label="Parts of the pane" className={styles.list} onKeyDown={choose}>
      {tabs.map((tab) => (
        <button
          key={tab}
          id={tabId(tab)}
          type="button"
          role="tab"
          aria-selected={tab === chosen}
          aria-controls={PANEL_ID}
          tabIndex={tab === chosen ? 0 : -1}
          className={mergeClasses(styles.tab, tab === chosen && styles.chosen)}
          onClick={() => onChoose(tab)}
        >
          {NAMES[tab]}
        </button>
      ))}
    </div>
  );
}

function tabAfter(tabs: readonly Tab[], chosen: Tab, key: string): Tab | undefined {
  const at = tabs.indexOf(chosen);
  const next: Readonly<Record<string, number>> = {
    ArrowRight: (at + 1) % tabs.length,
    ArrowLeft: (at + tabs.length - 1) % tabs.length,
    Home: 0,
    End: tabs.length - 1,
  };
  return tabs[next[key] ?? -1];
}
