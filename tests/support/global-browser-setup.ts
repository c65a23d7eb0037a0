/** Before all browser tests: the folder that they share, empty until one of them needs the product. */
import { makeTestFolder, RUN_FOLDER_VARIABLE } from './product-folder.ts';

// Jest takes the default export and nothing else.
export default async function globalSetup(): Promise<void> {
  process.env[RUN_FOLDER_VARIABLE] = await makeTestFolder('run');
}
