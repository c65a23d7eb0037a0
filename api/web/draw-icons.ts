/** `node dist/api/web/draw-icons.js`: draws addin/assets anew. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawIcon, ICONS, ICON_SIZES } from './icons.ts';

const ASSETS = fileURLToPath(new URL('../../../addin/assets', import.meta.url));

await mkdir(ASSETS, { recursive: true });
for (const [name, strokes] of Object.entries(ICONS)) {
  for (const size of ICON_SIZES) await writeFile(path.join(ASSETS, `${name}-${size}.png`), drawIcon(strokes, size));
}
