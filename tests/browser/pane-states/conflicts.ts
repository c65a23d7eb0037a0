import type { Analyst } from '../analyst.ts';
import type { Colleague } from '../colleague.ts';
import { atPrices, BETTER, GOOD, type PaneStateCase } from './support.ts';

/** With a price that somebody else has changed too, and mine beside it. */
async function atConflict(me: Analyst, colleague: Colleague): Promise<void> {
  await atPrices(me);
  const price = Number(me.pane.cell(BETTER, 'USD'));
  me.pane.type(BETTER, 'USD', 68.68);
  me.pane.type(GOOD, 'USD', 11);
  await colleague.push({ kind: 'TIER_PRICE' }, [[BETTER, 'USD', String(price + 1)]], 'A competitor moved');
}

export const CONFLICTS: readonly PaneStateCase[] = [
  {
    name: 'a conflict in the preview',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.heading('Changed by others too (1)');
    },
  },
  {
    name: 'a conflict to be settled',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.press('Resolve conflicts');
      await me.heading('1 conflict');
      await me.choose(/^Theirs/);
    },
  },
  {
    name: 'no conflict is left',
    async open(me, colleague) {
      await atConflict(me, colleague);
      await me.preview();
      await me.press('Resolve conflicts');
      await me.heading('1 conflict');
      await me.press('All mine');
      await me.press(/^Apply 1/);
      await me.heading('Preview');
    },
  },
];
