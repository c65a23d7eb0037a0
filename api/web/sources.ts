/** From what dist/web is made, and whether it was made from what is there now. */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Folders and files that a bundle may hold something of; packages are represented by the lock file. */
export const WEB_SOURCES = [
  'addin',
  'api/access/demo-users.ts',
  'api/graphiql',
  'api/web/pages.ts',
  'package-lock.json',
  'schema',
  'tsconfig.base.json',
  'vite.config.ts',
] as const;

/** Beside the bundles and not one of them: no route serves it. */
const STAMP = 'sources.sha256';

/** By content and not by date: a checkout or a fresh `npm ci` gives old content new dates. */
export async function fingerprint(root: string, sources: readonly string[] = WEB_SOURCES): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesOf(root, source)) {
      const content = await readFile(path.join(root, file));
      // The length ends the name and the content, so that no two sets of files give one text.
      hash.update(`${file.split(path.sep).join('/')}\n${content.length}\n`).update(content);
    }
  }
  return hash.digest('hex');
}

export async function isFresh(webFolder: string, print: string): Promise<boolean> {
  return (await readFile(path.join(webFolder, STAMP), 'utf8').catch(() => undefined)) === print;
}

/** Written last: a build that was interrupted has no stamp and is made again. */
export async function stamp(webFolder: string, print: string): Promise<void> {
  await writeFile(path.join(webFolder, STAMP), print);
}

/** In one order on every machine. */
async function filesOf(root: string, source: string): Promise<string[]> {
  const entries = await readdir(path.join(root, source), { recursive: true, withFileTypes: true }).catch(asFile);
  if (entries === 'a file') return [source];
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

function asFile(error: NodeJS.ErrnoException): 'a file' {
  if (error.code === 'ENOTDIR') return 'a file';
  throw error;
}
