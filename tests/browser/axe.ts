/** What the accessibility checker axe finds on a page, as sentences. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

interface Axe {
  run(o: { readonly runOnly?: readonly string[] }): Promise<{
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  }>;
}

/** Things that fade in have their contrast only when they are there: waits for what moves, but for what never ends. */
async function settled(page: Page | Frame): Promise<void> {
  // What was just asked for may begin to move with the next frame.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((a) => a.playState !== 'running' || a.effect?.getComputedTiming().iterations === Infinity),
  );
}

/** The rules that judge colours: all that a page can break which only changes its colours. */
const OF_COLORS = ['color-contrast', 'link-in-text-block'];

/**
 * A colour on its way to another is no fault: what is found must be there when all has settled once more.
 * `colors` asks the rules of colours alone, where the others have judged the same page in other colours.
 */
export async function accessibilityFaults(page: Page | Frame, only?: 'colors'): Promise<string[]> {
  const found = await faultsNow(page, only);
  return found.length === 0 ? found : faultsNow(page, only);
}

async function faultsNow(page: Page | Frame, only?: 'colors'): Promise<string[]> {
  await settled(page);
  // Evaluated, and not added as a script: the content security policy refuses those, as it should.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(`${await readFile(AXE, 'utf8')}\n;0`);
  return page.evaluate(async (rules) => {
    const { violations } = await (window as unknown as { axe: Axe }).axe.run(rules ? { runOnly: rules } : {});
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ html }) => html).join(' ')}`);
  }, only && OF_COLORS);
}

/** By how many pixels the page is wider than its window. */
export const overflow = (page: Page | Frame): Promise<number> =>
  page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - window.innerWidth));
