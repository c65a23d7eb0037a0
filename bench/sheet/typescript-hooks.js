/**
 * Compiles a `.ts` file when Node loads it, by the settings of the tests (.swcrc). The sheet's load belongs to the tests, of
 * which there is no compiled form.
 */
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';

export async function load(url, context, nextLoad) {
  if (!url.endsWith('.ts')) return nextLoad(url, context);
  const { code } = await transformFile(fileURLToPath(url), { sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
