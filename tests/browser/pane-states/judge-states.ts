/**
 * Tests that open states of the pane and have axe look at them: narrow and wide, light, dark and in the system's own colours.
 * `PANE_PICTURES` names a folder for a picture of each, for people to look at.
 */
import { describe, expect, test } from '@jest/globals';
import path from 'node:path';
import type { Page } from 'playwright-core';
import type { Analyst } from '../analyst.ts';
import { accessibilityFaults, overflow } from '../axe.ts';
import { usePanes } from '../pane-support.ts';
import type { PaneStateCase } from './support.ts';

const LOOKS = [
  { look: '320 light', width: 320, colorScheme: 'light', forcedColors: 'none' },
  { look: '320 dark', width: 320, colorScheme: 'dark', forcedColors: 'none' },
  { look: '320 forced', width: 320, colorScheme: 'dark', forcedColors: 'active' },
  { look: '420 light', width: 420, colorScheme: 'light', forcedColors: 'none' },
] as const;

/** A group of tests for each group of states; all of a file that calls it. */
export function judgeStates(states: Readonly<Record<string, readonly PaneStateCase[]>>): void {
  const panes = usePanes();
  describe.each(Object.entries(states))('%s', (_name, cases) => {
    test.each(cases)(
      '$name: axe finds nothing, and nothing stands beyond the edge',
      async ({ name, options, open: go }) => {
        const me = await panes.analyst(options);
        await go(me, await panes.product.colleague('admin'));
        const found: string[] = [];
        for (const look of LOOKS) found.push(...(await faultsIn(me, look, name)));
        expect(found).toEqual([]);
      },
    );
  });
}

async function faultsIn({ page }: Analyst, o: (typeof LOOKS)[number], name: string): Promise<string[]> {
  const { look, width, colorScheme, forcedColors } = o;
  await page.setViewportSize({ width, height: 640 });
  await page.emulateMedia({ colorScheme, forcedColors });
  // Wider, the same things have the same names and colours; in the dark, the same names.
  const rules = colorScheme === 'dark' ? 'colors' : undefined;
  const found = width === 320 ? await accessibilityFaults(page, rules) : [];
  const beyond = await overflow(page);
  if (beyond > 0) found.push(`${beyond} pixels beyond the edge`);
  await picture(page, `${name} ${look}`);
  return found.map((fault) => `${look}: ${fault}`);
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PANE_PICTURES'];
  if (folder === undefined) return;
  await page.screenshot({ path: path.join(folder, `${name.replaceAll(/[^\w]+/g, '-')}.png`), fullPage: true });
}
