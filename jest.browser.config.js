/** `npm run test:browser`: the built product in a real browser. The demo's data is made once for all of them. */
import { availableParallelism } from 'node:os';
import base from './jest.config.js';

/** @type {import('jest').Config} */
export default {
  ...base,
  globalSetup: '<rootDir>/tests/support/global-browser-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-browser-teardown.ts',
  testMatch: ['**/tests/browser/**/*.browser.ts'],
  // As in the tests without a browser. Each has a browser and a product of its own.
  maxWorkers: Math.min(2, availableParallelism()),
  // A page that takes a second on a quiet machine takes a minute on two busy cores.
  testTimeout: 180_000,
};
