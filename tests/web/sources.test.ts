/** When the pages are bundled again. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { asWorkbenchPane } from '../../api/web/office-for-workbench.ts';
import { PAGES } from '../../api/web/pages.ts';
import { fingerprint, isFresh, stamp, WEB_SOURCES } from '../../api/web/sources.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let root: string;
const at = (name: string): string => path.join(root, name);
const print = (): Promise<string> => fingerprint(root, ['pages', 'package-lock.json']);

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'marketgrid-sources-'));
  await mkdir(at('pages/deep'), { recursive: true });
  await writeFile(at('pages/main.tsx'), 'main');
  await writeFile(at('pages/deep/part.ts'), 'part');
  await writeFile(at('package-lock.json'), '{}');
  await writeFile(at('elsewhere.ts'), 'server');
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the pages are bundled again', () => {
  test.each<[what: string, change: () => Promise<unknown>]>([
    ['when a file of theirs has another content', () => writeFile(at('pages/deep/part.ts'), 'PART')],
    ['when one is new', () => writeFile(at('pages/new.ts'), '')],
    ['when one is gone', () => rm(at('pages/deep/part.ts'))],
    ['when one has another name', () => rename(at('pages/main.tsx'), at('pages/other.tsx'))],
    ['when packages were updated', () => writeFile(at('package-lock.json'), '{"a":1}')],
  ])('%s', async (_what, change) => {
    await stamp(root, await print());
    await change();
    expect(await isFresh(root, await print())).toBe(false);
  });

  test('when they never were, or not to the end', async () => {
    expect(await isFresh(root, await print())).toBe(false);
  });
});

describe('the pages are left as they are', () => {
  test.each<[what: string, change: () => Promise<unknown>]>([
    ['when nothing has changed', () => Promise.resolve()],
    ['when a file is newer and the same, as after a checkout', () => utimes(at('pages/main.tsx'), 9e8, 9e8)],
    ['when only the server has changed', () => writeFile(at('elsewhere.ts'), 'SERVER')],
  ])('%s', async (_what, change) => {
    await stamp(root, await print());
    await change();
    expect(await isFresh(root, await print())).toBe(true);
  });
});

describe('what is watched for changes', () => {
  test('exists, all of it', async () => {
    expect(WEB_SOURCES.filter((source) => !existsSync(path.join(ROOT, source)))).toEqual([]);
    expect(await fingerprint(ROOT)).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each(PAGES.map((page) => [page.source, page] as const))(
    'holds %s, which asks no site but those of its policy',
    async (page, { contentSecurityPolicy, isInWorkbench }) => {
      expect(WEB_SOURCES.some((source) => page.startsWith(`${source}/`))).toBe(true);
      const source = await readFile(path.join(ROOT, page), 'utf8');
      const html = isInWorkbench ? asWorkbenchPane(source) : source;
      const sites = [...html.matchAll(/(?:src|href)="((?:https?:)?\/\/[^/"]+)/g)].map(([, site]) => site ?? '');
      // The workbench serves office.js itself and rewrites the pane's script accordingly.
      const asked = isInWorkbench ? sites.filter((site) => site !== 'https://appsforoffice.microsoft.com') : sites;
      expect(asked.filter((site) => !contentSecurityPolicy.includes(site))).toEqual([]);
    },
  );
});
