/**
 * `npm run picture`: takes docs/images/workbench.png from the running product. A pricing analyst has pulled the tier
 * prices, raised a line-up and looks at what that would change. Run it again when the workbench looks different.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openDesk, startProduct, type Product } from './journey-page.ts';

const IMAGES = fileURLToPath(new URL('../../docs/images', import.meta.url));
const FILE = `${IMAGES}/workbench.png`;
const MAX_BYTES = 300_000;

const EDITS = [
  ['SMB/BUSINESS-GOOD/US/MONTH/1', '27'],
  ['SMB/BUSINESS-BETTER/US/MONTH/1', '54'],
  ['SMB/BUSINESS-BEST/US/MONTH/1', '87.5'],
  ['SMB/HOUSEHOLD-GOOD/US/YEAR/1', '38'],
] as const;

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product?.end());

test('the picture of the workbench shows edited prices beside their preview', async () => {
  const desk = await openDesk(product);
  await desk.signIn(/^Pricing analyst/);
  await desk.pull(/^Tier prices/);
  for (const [row, price] of EDITS) await desk.type(row, 'USD', price);
  await desk.ribbon('Preview');
  await desk.sees('Changed cells (4)');
  await desk.pane.getByLabel('Reason').fill('Business and household rise with the season');
  await mkdir(IMAGES, { recursive: true });
  await desk.page.screenshot({ path: FILE, animations: 'disabled' });
  expect((await stat(FILE)).size).toBeLessThan(MAX_BYTES);
});
