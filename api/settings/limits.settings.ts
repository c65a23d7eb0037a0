/** What one request, one caller and one connection may take. What is over a limit is answered with LIMIT_EXCEEDED or RATE_LIMITED. */
import { count, duration, type Setting } from './setting.ts';

const MEBIBYTE = 1024 * 1024;

export const LIMIT_SETTINGS: readonly Setting[] = [
  count('LIMIT_DEPTH', 'depth', { initial: '15', max: 100, description: 'Fields within fields of a query.' }),
  count('LIMIT_ALIASES', 'aliases', { initial: '100', min: 0, max: 10_000, description: 'Aliases of a query.' }),
  count('LIMIT_REPEATS', 'repeats', {
    initial: '200',
    max: 10_000,
    description: 'How often a query may name the same field; the effort of checking grows with the square.',
  }),
  count('LIMIT_DIRECTIVES', 'directives', {
    initial: '50',
    min: 0,
    max: 10_000,
    description: 'Directives of a query.',
  }),
  count('LIMIT_TOKENS', 'tokens', { initial: '20000', max: 100_000, description: 'Words and signs of a query.' }),
  count('LIMIT_COST', 'cost', {
    initial: '2600000',
    max: 1_000_000_000,
    description: 'Values that a query may answer, counted before it runs: fields times the rows of their pages.',
  }),
  count('LIMIT_PAGE_ROWS', 'pageRows', {
    initial: '100000',
    max: 100_000,
    description:
      'Rows of one page. Beside other fields, or with lists within its rows, a page has at most 10000 besides; a list within rows 1000.',
  }),
  count('LIMIT_VARIABLE_DEPTH', 'variableDepth', {
    initial: '30',
    max: 200,
    description: 'Lists and objects within each other, in the variables and values of a query.',
  }),
  count('LIMIT_QUERY_BYTES', 'queryBytes', {
    initial: String(MEBIBYTE),
    max: 100 * MEBIBYTE,
    description: 'Size of a request.',
  }),
  count('LIMIT_PUSH_BYTES', 'pushBytes', {
    initial: String(10 * MEBIBYTE),
    max: 100 * MEBIBYTE,
    description: 'Size of a request that pushes; 100,000 cells are about 6 MB.',
  }),
  count('LIMIT_REQUESTS_PER_MINUTE', 'requestsPerMinute', {
    initial: '60000',
    max: 10_000_000,
    description:
      'Requests of one user, or failed sign-ins from one address; a minute of them may come at once. Counted by each process for itself.',
  }),
  count('LIMIT_CONCURRENT', 'concurrent', {
    initial: '8',
    max: 1000,
    description:
      'Requests of one user that are worked on at once; up to 500 more wait for their turn. Less than DATABASE_POOL_SIZE, so that connections are left for others.',
  }),
  duration('LIMIT_OPERATION_MS', 'operationMs', {
    initial: '120000',
    description: 'How long an operation may go on asking the database; its last statement may still end.',
  }),
  duration('LIMIT_STALLED_MS', 'stalledMs', {
    initial: '30000',
    description:
      'How long a reader may take nothing of an answer before it is broken off. A long one is read from the database as it is taken, within DATABASE_STATEMENT_TIMEOUT_MS.',
  }),
  count('LIMIT_CONNECTIONS', 'connections', {
    initial: '1000',
    max: 100_000,
    description: 'Connections to this server at once; more are closed.',
  }),
  duration('LIMIT_HEADERS_MS', 'headersMs', {
    initial: '10000',
    description: 'How long a connection may take to send the headers of a request.',
  }),
  duration('LIMIT_REQUEST_MS', 'requestMs', {
    initial: '60000',
    description: 'How long a connection may take to send a whole request.',
  }),
  duration('LIMIT_IDLE_MS', 'idleMs', {
    initial: '65000',
    description:
      'How long a connection may rest between two requests. A proxy must give it up earlier, else it sends a request where nobody listens any more; most rest for 60 seconds.',
  }),
];
