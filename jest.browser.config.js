/** `npm run test:browser`: the built product in a real browser. No database of the tests' own. */
import base from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...base,
  globalSetup: null,
  globalTeardown: null,
  testMatch: ['**/tests/browser/**/*.browser.ts'],
  maxWorkers: 1,
};
