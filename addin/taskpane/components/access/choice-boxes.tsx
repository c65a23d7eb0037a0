import { Checkbox, SearchBox } from '@fluentui/react-components';
import { useState, type ReactElement } from 'react';
import { formatCount } from '../format.ts';
import { useStyles } from '../use-styles.ts';

interface ChoiceBoxesProps<T extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly { readonly code: T; readonly name: string; readonly note?: string }[];
  readonly chosen: readonly T[];
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Fewer are seen at a glance. */
const SEARCHABLE = 8;

/** Some of a list of codes; a long list is searched. What is chosen is always seen. */
export function ChoiceBoxes<T extends string>({ label, hint, ...o }: ChoiceBoxesProps<T>): ReactElement {
  const styles = useStyles();
  const [search, setSearch] = useState('');
  const words = search.toLowerCase();
  const shown = o.choices.filter(({ code, name }) => o.chosen.includes(code) || name.toLowerCase().includes(words));
  const isLong = o.choices.length > SEARCHABLE;
  const toggle = (code: T): void =>
    o.onChange(o.chosen.includes(code) ? o.chosen.filter((other) => other !== code) : [...o.chosen, code]);
  return (
    // Not Fluent's Field: it would give its own label to every box within.
    <fieldset className={styles.group}>
      <legend className={styles.legend}>{label}</legend>
      {isLong && (
        <SearchBox
          size="small"
          placeholder={`Search ${formatCount(o.choices.length)}`}
          aria-label={`Search ${label}`}
          value={search}
          onChange={(_, { value }) => setSearch(value)}
        />
      )}
      <div className={isLong ? `${styles.tight} ${styles.scrolled}` : styles.tight}>
        {shown.map(({ code, name, note }) => (
          <Checkbox
            key={code}
            checked={o.chosen.includes(code)}
            onChange={() => toggle(code)}
            label={
              <span className={styles.tight}>
                <span>{name}</span>
                {note !== undefined && <span className={styles.quiet}>{note}</span>}
              </span>
            }
          />
        ))}
      </div>
      {hint !== undefined && <p className={styles.quiet}>{hint}</p>}
    </fieldset>
  );
}
