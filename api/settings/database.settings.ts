/** Where the data is, and how long PostgreSQL may take. */
import { z } from 'zod';
import { count, duration, type Setting } from './setting.ts';

const postgresUrl = z.string().refine((text) => /^postgres(ql)?:\/\/./.test(text) && URL.canParse(text));
const POSTGRES_FORM = 'a URL like postgres://role:password@host:5432/database';

export const DATABASE_SETTINGS: readonly Setting[] = [
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
  count('DATABASE_POOL_SIZE', 'poolSize', {
    initial: '10',
    max: 1000,
    description: 'Connections to PostgreSQL; one operation holds one.',
  }),
  count('DATABASE_PREPARED_STATEMENTS', 'preparedStatements', {
    initial: '100',
    min: 0,
    max: 1000,
    description:
      'Statements that a connection keeps prepared, as those of frequent pages and pushes are. 0 behind a pooler that knows none (PgBouncer before 1.21).',
  }),
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
