/** After all tests: nothing is left running, and nothing on the server of TEST_DATABASE_URL. */
import { dropTemplate } from './template.ts';

export default async function globalTeardown(): Promise<void> {
  const made = globalThis.marketgridTests;
  if (!made) return;
  if (made.remove) await made.remove();
  else await dropTemplate(made.template);
}
