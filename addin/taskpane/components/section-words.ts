import type { SectionKey } from '../state/preview-items.ts';

export const SECTIONS: {
  readonly [K in SectionKey]: { readonly title: string; readonly short: string; readonly hint?: string };
} = {
  CONFLICTS: {
    title: 'Changed by others too',
    short: 'Conflicts',
    hint: 'Nothing of these sheets is pushed before you have chosen.',
  },
  REFUSED: { title: 'Cannot be pushed', short: 'Refused', hint: 'Correct these, or push the valid rows only.' },
  WARNINGS: { title: 'To be looked at', short: 'Warnings', hint: 'These do not stop the push.' },
  CHANGED: { title: 'Changed cells', short: 'Changed' },
  ADDED: { title: 'New rows', short: 'New' },
  MISSING: {
    title: 'Rows deleted from the sheet',
    short: 'Deleted',
    hint: 'They stay on the server unless you choose to archive them below.',
  },
  ARCHIVED: { title: 'Rows to be archived', short: 'Archived', hint: 'They leave the matrix; their past stays.' },
  RESTORED: {
    title: 'Read-only cells typed over',
    short: 'Put back',
    hint: 'Never sent: the next push puts the pulled values back, or you do it now.',
  },
};
