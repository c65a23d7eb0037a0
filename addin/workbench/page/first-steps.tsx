import type { ReactElement } from 'react';

/** What to do first; stands over a workbook that holds nothing yet. */
export function FirstSteps(): ReactElement {
  return (
    <section className="first-steps" aria-label="First steps">
      <h2>Nothing has been pulled yet</h2>
      <ol>
        <li>Choose in the pane who you are.</li>
        <li>Press Pull and choose what you plan: it comes onto a sheet of its own.</li>
        <li>Edit the shaded cells, look at the Preview, then Push.</li>
      </ol>
      <p>Or open a saved workbook. Whatever you type here makes this note go.</p>
    </section>
  );
}
