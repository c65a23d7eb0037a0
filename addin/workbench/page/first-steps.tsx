import type { ReactElement } from 'react';

/** What to do first; stands over a workbook that holds nothing yet. */
export function FirstSteps({ isSignedIn }: { isSignedIn: boolean }): ReactElement {
  return (
    <section className="first-steps" aria-label="First steps">
      {isSignedIn ? <ToPull /> : <ToSignIn />}
      <p>Or open a saved workbook. Whatever you type here makes this note go.</p>
    </section>
  );
}

function ToSignIn(): ReactElement {
  return (
    <>
      <h2>Nothing has been pulled yet</h2>
      <ol>
        <li>Choose in the pane who you are.</li>
        <li>Press Pull and choose what you plan: it comes onto a sheet of its own.</li>
        <li>Edit the shaded cells, look at the Preview, then Push.</li>
      </ol>
    </>
  );
}

/** The pane lists the steps from here on. */
function ToPull(): ReactElement {
  return (
    <>
      <h2>Now pull</h2>
      <p>Prices, budgets or the roadmap come onto a sheet of their own.</p>
    </>
  );
}
