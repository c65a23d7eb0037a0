/** Starts the contenders on one database. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { COMPILED, type Contender, type ContenderOptions, ROOT, startContender } from './contender.ts';
import { type ContenderRole, type Databases, ROLES } from './databases.ts';

/** The only settings that are not the product's own: a measurement asks more often than an analyst may, and pushes more. */
const LIMITS = {
  LIMIT_REQUESTS_PER_MINUTE: '10000000',
  LIMIT_PUSH_BYTES: '104857600',
  DATABASE_POOL_SIZE: '20',
  LOG_LEVEL: 'error',
};

const PEERS = path.join(ROOT, 'bench/node_modules');

/** PostGraphile 5 needs Node 22; the peers bring one for whoever runs an older. */
function newerNode(): string {
  const own = Number(process.versions.node.split('.')[0]) >= 22;
  const brought = path.join(PEERS, 'node/bin/node');
  return own || !existsSync(brought) ? process.execPath : brought;
}

const script = (file: string): readonly string[] => [path.join(COMPILED, 'contenders', file)];

const HOW: Readonly<Record<ContenderRole, Omit<ContenderOptions, 'name' | 'role'>>> = {
  product: { args: ['--enable-source-maps', path.join(ROOT, 'dist/api/main.js')], env: LIMITS },
  raw: { args: script('raw.js'), env: LIMITS },
  rest: { args: script('rest.js'), env: {} },
  naive: { args: script('naive/main.js'), env: {} },
  postgraphile: { args: [path.join(ROOT, 'bench/contenders/postgraphile.js')], env: {}, node: newerNode() },
};

export async function contenderOn(databases: Databases, name: ContenderRole, database: string): Promise<Contender> {
  const how = HOW[name];
  const env = { ...how.env, DATABASE_URL: databases.url(database, name) };
  return startContender({ ...how, name, role: ROLES[name], env });
}

export type Field = Readonly<Record<ContenderRole, Contender>>;

/** All five. */
export async function allContenders(databases: Databases, database: string): Promise<Field> {
  const names = Object.keys(HOW) as ContenderRole[];
  const started = new Map<ContenderRole, Contender>();
  try {
    for (const name of names) started.set(name, await contenderOn(databases, name, database));
  } catch (error) {
    for (const contender of started.values()) await contender.end();
    throw error;
  }
  return Object.fromEntries(started) as Field;
}
