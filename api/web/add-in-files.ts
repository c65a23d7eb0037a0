/** What Excel asks for beside the pages: the manifest, for where this server is reached from outside, and the icons. */
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** The origin that stands in manifest.xml. */
export const MANIFEST_ORIGIN = 'https://localhost:4000';

/** The manifest for another origin: every URL of it is of the one in the file. */
export const renderManifest = (template: string, origin: string): string =>
  template.replaceAll(MANIFEST_ORIGIN, origin);

export async function writeAddInFiles(o: { root: string; webFolder: string; origin: string }): Promise<void> {
  const icons = path.join(o.webFolder, 'icons');
  await mkdir(icons, { recursive: true });
  const assets = path.join(o.root, 'addin/assets');
  for (const name of await readdir(assets)) {
    if (name.endsWith('.png')) await cp(path.join(assets, name), path.join(icons, name));
  }
  const template = await readFile(path.join(o.root, 'manifest.xml'), 'utf8');
  await writeFile(path.join(o.webFolder, 'manifest.xml'), renderManifest(template, o.origin));
}
