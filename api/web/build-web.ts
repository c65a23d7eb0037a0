/** `npm run build:web`: bundles the pages into dist/web and renders the manifest; with `--if-stale` bundles only when their sources have changed. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConfig } from '../config.ts';
import { writeAddInFiles } from './add-in-files.ts';
import { fingerprint, isFresh, stamp } from './sources.ts';

/** From dist/api/web, where this runs. */
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const WEB_FOLDER = path.join(ROOT, 'dist/web');

async function buildWeb(): Promise<void> {
  const isUrgent = !process.argv.includes('--if-stale');
  const print = await fingerprint(ROOT);
  if (!isUrgent && (await isFresh(WEB_FOLDER, print))) return;
  const began = performance.now();
  process.stdout.write('  bundling the pages for the browser …\n');
  // Loaded only now: most starts need no build.
  const { build } = await import('vite');
  await build({ root: ROOT, configFile: path.join(ROOT, 'vite.config.ts'), logLevel: 'warn' });
  await stamp(WEB_FOLDER, print);
  process.stdout.write(`  … bundled in ${((performance.now() - began) / 1000).toFixed(1)} s\n`);
}

await buildWeb();
// In no time, and for whatever ADDIN_ORIGIN says now.
await writeAddInFiles({ root: ROOT, webFolder: WEB_FOLDER, origin: readConfig().addinOrigin });
