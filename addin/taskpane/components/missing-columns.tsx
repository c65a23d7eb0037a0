/** Names the columns that a sheet has no more, or twice: until they stand there again, nothing of it can be pushed. */
import type { ReactElement } from 'react';
import { allColumns } from '../../flows/view.ts';
import type { ViewPreview } from '../../flows/preview.ts';
import { NoticeBar } from './notice-bar.tsx';

export function MissingColumns({ views }: { views: readonly ViewPreview[] }): ReactElement {
  return (
    <>
      {views.map((of) => (
        <NoticeBar
          key={of.view.id}
          notice={{
            intent: 'warning',
            message: `${of.view.title}: columns are missing from the sheet, or stand there twice: ${titlesOf(of)}.`,
            nextStep: 'Write the title into the header again or undo, or pull again. Until then nothing can be pushed.',
          }}
        />
      ))}
    </>
  );
}

/** By their titles, as the sheet had them. */
function titlesOf({ view, diff }: ViewPreview): string {
  const missing = new Set(diff.unreadColumns);
  return allColumns(view)
    .flatMap(({ key, title }) => (missing.has(key) ? [`“${title}”`] : []))
    .join(', ');
}
