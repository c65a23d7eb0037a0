/** `npm run test:browser`: the built product in a real browser. No database of the tests' own. */
import base from './jest.config.js';

const { globalSetup: _setup, globalTeardown: _teardown, ...rest } = base;

/** @type {import('jest').Config} */
export default { ...rest, testMatch: ['**/tests/browser/**/*.browser.ts'], maxWorkers: 1 };
