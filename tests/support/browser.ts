/** Chromium of this machine, headless, and what a page did that we would not see in it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page, type Request } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** `CHROMIUM` names another browser than the ones in the usual places. */
export async function startBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place));
  if (executablePath === undefined)
    throw new Error('Browser tests need Chromium: install it, or set CHROMIUM to its path.');
  // Pages of one origin share a process, and so what it has compiled (kept-context.ts).
  const args = ['--process-per-site'];
  // Chromium's sandbox refuses to run as root, as in a container.
  if (process.getuid?.() === 0) args.push('--no-sandbox');
  return chromium.launch({ executablePath, args });
}

export interface Watched {
  /** Errors of scripts, refusals by the content security policy, failed requests. */
  readonly troubles: string[];
  /** Origins that were asked for anything, workers included. */
  readonly origins: Set<string>;
  readonly workers: string[];
}

export function watch(page: Page): Watched {
  const watched: Watched = { troubles: [], origins: new Set(), workers: [] };
  page.on('pageerror', (error) => watched.troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') watched.troubles.push(message.text());
  });
  page.on('requestfailed', (request) => watched.troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  const noteOrigin = (request: Request): void => {
    // Pictures within the styles come from nowhere.
    if (!request.url().startsWith('data:')) watched.origins.add(new URL(request.url()).origin);
  };
  page.context().on('request', noteOrigin);
  // The context may live on, for another page.
  page.once('close', () => page.context().off('request', noteOrigin));
  page.on('worker', (worker) => watched.workers.push(worker.url()));
  return watched;
}
