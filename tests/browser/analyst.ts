/** An analyst at the built pane: what he presses and reads. */
import { expect } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults, overflow } from './axe.ts';
import type { PanePage } from './pane-page.ts';

export class Analyst {
  constructor(readonly pane: PanePage) {}
  get page(): Page {
    return this.pane.page;
  }
  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }
  press(name: string | RegExp): Promise<void> {
    return this.button(name).click();
  }
  tab(name: string): Promise<void> {
    return this.page.getByRole('tab', { name }).click();
  }
  choose(name: string | RegExp): Promise<void> {
    return this.page.getByRole('radio', { name }).click();
  }
  heading(name: string | RegExp): Promise<void> {
    return this.page.getByRole('heading', { name }).waitFor();
  }
  /** Shown, and not only read out. */
  reads(text: string | RegExp): Promise<void> {
    return this.page.getByRole('main').getByText(text).first().waitFor();
  }
  async signIn(user: RegExp): Promise<void> {
    await this.press(user);
    await this.heading('Sheets in this workbook');
  }
  async pullPrices(): Promise<void> {
    await this.press('Pull a matrix');
    await this.choose(/Tier prices/);
    await this.reads(/27 rows/);
    await this.press('Pull');
    await this.reads(/27 rows pulled/);
  }
  async preview(): Promise<void> {
    await this.press('Preview');
    await this.heading('Preview');
  }
  /** Nothing for axe to find, nothing beyond the right edge. */
  async isSound(): Promise<void> {
    expect([await accessibilityFaults(this.page), await overflow(this.page)]).toEqual([[], 0]);
  }
}
