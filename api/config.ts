/** The only reader of the environment: every setting with its default, its form and what it is for. */
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { ACCESS_SETTINGS } from './settings/access.settings.ts';
import { type Config, LOG_LEVELS } from './settings/config-values.ts';
import { DATABASE_SETTINGS } from './settings/database.settings.ts';
import { LIMIT_SETTINGS } from './settings/limits.settings.ts';
import { type Setting, type SettingValue, whole } from './settings/setting.ts';
import { TRANSPORT_SETTINGS } from './settings/transport.settings.ts';
import { StartupFault } from './startup-fault.ts';

export const SETTINGS: readonly Setting[] = [
  {
    variable: 'PORT',
    key: 'port',
    initial: '4000',
    form: 'a whole number from 0 to 65535',
    description: 'Port to listen on; 0 takes a free one.',
    parse: whole(0, 65_535),
  },
  {
    variable: 'HOST',
    key: 'host',
    initial: '127.0.0.1',
    form: 'an address or a name of this machine',
    description: 'Address to listen on. The demo sign-in works on the loopback address only.',
    parse: z.string().regex(/^[\w.:-]+$/),
  },
  {
    variable: 'ADDIN_ORIGIN',
    key: 'addinOrigin',
    initial: 'https://localhost:4000',
    form: 'an origin like https://marketgrid.example.com, without a path',
    description: 'Where Excel reaches this server, by https; the built manifest.xml holds it.',
    parse: z.string().refine((text) => /^https:\/\/[^/?#@\s]+$/.test(text) && URL.canParse(text)),
  },
  {
    variable: 'LOG_LEVEL',
    key: 'logLevel',
    initial: 'info',
    form: `one of ${LOG_LEVELS.join(', ')}`,
    description: 'How much is logged, as JSON lines on standard error.',
    parse: z.enum(LOG_LEVELS),
  },
  ...DATABASE_SETTINGS,
  ...ACCESS_SETTINGS,
  ...LIMIT_SETTINGS,
  ...TRANSPORT_SETTINGS,
];

type Environment = Readonly<Record<string, string | undefined>>;

function defaultDataFolder(environment: Environment): string {
  if (process.getuid?.() === 0) return '/var/lib/marketgrid';
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return path.join(local, 'marketgrid');
  return path.join(homedir(), '.marketgrid');
}

/** A variable that is set to nothing counts as not set. @throws StartupFault that names the variable, never its value. */
export function readConfig(environment: Environment = process.env): Config {
  const config: Record<string, SettingValue> = { dataFolder: defaultDataFolder(environment) };
  for (const { variable, key, initial, form, parse } of SETTINGS) {
    const text = environment[variable] || initial;
    if (text === undefined) continue;
    const parsed = parse.safeParse(text);
    if (!parsed.success) throw new StartupFault(`${variable} must be ${form}.`);
    config[key] = parsed.data;
  }
  if ('databaseOwnerUrl' in config && !('databaseUrl' in config)) {
    throw new StartupFault(
      'DATABASE_OWNER_URL needs DATABASE_URL beside it, for the role that serves and owns nothing.',
    );
  }
  if ('oidcIssuer' in config !== 'oidcAudience' in config) {
    throw new StartupFault('OIDC_ISSUER and OIDC_AUDIENCE belong together: set both or neither.');
  }
  if ('oidcOrigins' in config && !('oidcIssuer' in config)) {
    throw new StartupFault('OIDC_ORIGINS needs OIDC_ISSUER beside it: they are origins of its endpoints.');
  }
  if ('addinClientId' in config && !('oidcIssuer' in config)) {
    throw new StartupFault(
      'ADDIN_CLIENT_ID needs OIDC_ISSUER beside it: the add-in signs in where the tokens are made.',
    );
  }
  if ('tlsCert' in config !== 'tlsKey' in config) {
    throw new StartupFault('TLS_CERT and TLS_KEY belong together: set both or neither.');
  }
  return config as unknown as Config;
}

/** Whether npm runs us as a script of package.json (docs.npmjs.com, "scripts": environment). */
export const isRunByNpm = (environment: Environment = process.env): boolean =>
  environment['npm_lifecycle_event'] !== undefined;
