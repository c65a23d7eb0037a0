/** The only reader of the environment: every setting with its default, its form and what it is for. */
import { homedir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { StartupFault } from './startup-fault.ts';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export interface Config {
  /** 0 takes any free port. */
  readonly port: number;
  readonly host: string;
  /** Folder of the embedded database. */
  readonly dataFolder: string;
  /** Set: an outside PostgreSQL instead of the embedded one. Holds a password. */
  readonly databaseUrl?: string;
  readonly databaseOwnerUrl?: string;
  /** Where Excel reaches the add-in's pages. */
  readonly addinOrigin: string;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly poolSize: number;
  readonly connectionTimeoutMs: number;
  readonly statementTimeoutMs: number;
  readonly lockTimeoutMs: number;
  readonly idleInTransactionTimeoutMs: number;
}

export interface Setting {
  readonly variable: string;
  readonly key: keyof Config;
  /** As a person would write it; absent where the setting has none. */
  readonly initial?: string;
  /** What a value looks like; completes "X must be …". */
  readonly form: string;
  readonly description: string;
  readonly parse: z.ZodType<string | number>;
}

const whole = (min: number, max: number): z.ZodType<number> =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));
const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text));
const POSTGRES_FORM = 'a URL like postgres://role:password@host:5432/database';

function duration(variable: string, key: keyof Config, o: { initial: string; description: string }): Setting {
  return { variable, key, ...o, form: 'a whole number of milliseconds from 1 to 3600000', parse: whole(1, 3_600_000) };
}

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
    variable: 'MARKETGRID_DATA',
    key: 'dataFolder',
    form: 'a folder',
    description:
      'Folder of the embedded database. Default: ~/.marketgrid, for root /var/lib/marketgrid, on Windows %LOCALAPPDATA%\\marketgrid.',
    parse: z.string().refine((text) => !text.includes('\0')),
  },
  {
    variable: 'DATABASE_URL',
    key: 'databaseUrl',
    form: POSTGRES_FORM,
    description:
      'A PostgreSQL (15 or newer) of your own instead of the embedded one; its role serves and owns nothing.',
    parse: postgresUrl,
  },
  {
    variable: 'DATABASE_OWNER_URL',
    key: 'databaseOwnerUrl',
    form: POSTGRES_FORM,
    description: 'The same database for the role that owns the tables; needed to migrate.',
    parse: postgresUrl,
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
  {
    variable: 'DATABASE_POOL_SIZE',
    key: 'poolSize',
    initial: '10',
    form: 'a whole number from 1 to 1000',
    description: 'Connections to PostgreSQL; one operation holds one.',
    parse: whole(1, 1000),
  },
  duration('DATABASE_CONNECTION_TIMEOUT_MS', 'connectionTimeoutMs', {
    initial: '10000',
    description: 'How long an operation waits for a connection.',
  }),
  duration('DATABASE_STATEMENT_TIMEOUT_MS', 'statementTimeoutMs', {
    initial: '60000',
    description: 'How long one statement may run.',
  }),
  duration('DATABASE_LOCK_TIMEOUT_MS', 'lockTimeoutMs', {
    initial: '10000',
    description: 'How long a statement waits for a lock, such as another push.',
  }),
  duration('DATABASE_IDLE_IN_TRANSACTION_TIMEOUT_MS', 'idleInTransactionTimeoutMs', {
    initial: '60000',
    description: 'How long a transaction may wait for its next statement.',
  }),
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
  const config: Record<string, string | number> = { dataFolder: defaultDataFolder(environment) };
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
  return config as unknown as Config;
}
