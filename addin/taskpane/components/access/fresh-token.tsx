import { Button, Field, Input } from '@fluentui/react-components';
import { useRef, useState, type ReactElement } from 'react';
import type { Administration } from '../../state/administration.ts';
import { Icon } from '../icons.tsx';
import { usePane } from '../pane-context.tsx';
import { useStyles } from '../use-styles.ts';

/** The one time that a token is seen. */
export function FreshToken({ fresh }: { fresh: NonNullable<Administration['freshToken']> }): ReactElement {
  const { dispatch } = usePane().store;
  const styles = useStyles();
  const section = useRef<HTMLElement>(null);
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    section.current?.querySelector('input')?.select();
    setCopied(await copied(fresh.secret));
  };
  return (
    <section ref={section} className={styles.card} aria-labelledby="fresh-token">
      <h3 id="fresh-token" className={styles.subheading}>
        <bdi>{fresh.entry.name}</bdi> is created
      </h3>
      <Field label="Token" hint="Copy it now: it is shown this once, and kept nowhere.">
        <Input readOnly value={fresh.secret} onFocus={(event) => event.target.select()} />
      </Field>
      <div className={styles.wrap}>
        <Button appearance="primary" icon={<Icon name="copy" />} onClick={() => void copy()}>
          Copy
        </Button>
        <Button onClick={() => dispatch({ type: 'freshTokenKept' })}>I have it</Button>
        <span role="status" className={styles.quiet}>
          {isCopied && 'Copied'}
        </span>
      </div>
    </section>
  );
}

/** Office shows the pane in a frame, where the clipboard may be closed; what is selected can be copied there all the same. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return document.execCommand('copy');
  }
}
