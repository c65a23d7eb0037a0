/** `npm run test:browser`: the built product in a real browser. No database of the tests' own. */
import base from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...base,
  globalSetup: '<rootDir>/tests/support/global-browser-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-browser-teardown.ts',
  testMatch: ['**/tests/browser/**/*.browser.ts'],
  maxWorkers: 1,
  // A page that takes a second on a quiet machine takes a minute on two busy cores.
  testTimeout: 180_000,
};
