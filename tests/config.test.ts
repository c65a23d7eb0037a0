import { describe, expect, test } from '@jest/globals';
import { readConfig, SETTINGS } from '../api/config.ts';
import { StartupFault } from '../api/startup-fault.ts';

test('without any variable every setting has its documented default', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', logLevel: 'info', statementTimeoutMs: 60_000 });
  expect(config.databaseUrl).toBeUndefined();
  expect(config.dataFolder).toMatch(/marketgrid$/);
  for (const { key, initial } of SETTINGS)
    if (initial !== undefined) expect([config[key]].flat().join(' ')).toBe(initial);
});

test('a variable that is set to nothing counts as not set', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' })).toEqual(readConfig({}));
});

describe('a value that cannot be is refused in one sentence that names the variable and not the value', () => {
  test.each([
    ['PORT', '70000', 'a whole number from 0 to 65535'],
    ['PORT', '4e3', 'a whole number from 0 to 65535'],
    ['PORT', ' 4000', 'a whole number from 0 to 65535'],
    ['HOST', 'a b', 'an address or a name of this machine'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/x', 'a URL like postgres://role:password@host:5432/database'],
    ['DATABASE_OWNER_URL', 'hunter2', 'a URL like postgres://role:password@host:5432/database'],
    ['LOG_LEVEL', 'loud', 'one of fatal, error, warn, info, debug, trace, silent'],
    ['DATABASE_POOL_SIZE', '0', 'a whole number from 1 to 1000'],
    ['DATABASE_LOCK_TIMEOUT_MS', '-1', 'a whole number of milliseconds from 1 to 3600000'],
  ])('%s=%s', (variable, value, form) => {
    const read = (): unknown => readConfig({ [variable]: value });
    expect(read).toThrow(StartupFault);
    expect(read).toThrow(`${variable} must be ${form}.`);
  });

  test('OIDC_ORIGINS alone', () => {
    expect(() => readConfig({ OIDC_ORIGINS: 'https://login.example' })).toThrow('needs OIDC_ISSUER beside it');
  });

  test.each([
    'http://login.example',
    'https://login.example/token',
    "https://login.example; script-src 'unsafe-inline'",
  ])('OIDC_ORIGINS=%s, which the policy of a page would hold', (value) =>
    expect(() => readConfig({ OIDC_ORIGINS: value })).toThrow('OIDC_ORIGINS must be origins like'),
  );

  test('DATABASE_OWNER_URL alone', () => {
    expect(() => readConfig({ DATABASE_OWNER_URL: 'postgres://owner@db/x' })).toThrow('needs DATABASE_URL beside it');
  });
});
