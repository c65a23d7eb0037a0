/** The bench's own cluster, and in it one database a size, kept between runs as long as what makes them is the same. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../api/database/embedded-postgres.ts';
import { provision } from '../../api/database/provision.ts';
import { hashOfToken } from '../../api/access/service-token.ts';
import { fillPortfolio, PORTFOLIO_USERS } from '../portfolio/fill-portfolio.ts';
import type { PortfolioSize } from '../portfolio/size.ts';
import { PEER_SCHEMA } from '../contenders/peer-schema.queries.ts';
import { ROOT } from './contender.ts';

export const ROLES = {
  product: 'bench_product',
  raw: 'bench_raw',
  rest: 'bench_rest',
  naive: 'bench_naive',
  postgraphile: 'bench_postgraphile',
} as const;
export type ContenderRole = keyof typeof ROLES;

/** Whoever serves under row-level security. The others are superusers: no policy costs them anything. */
const UNDER_POLICIES: readonly ContenderRole[] = ['product', 'raw'];
const PASSWORD = 'bench';

/** The cluster's folder: BENCH_DATA, or one that all runs of this machine share. */
export const dataFolder = (): string => process.env['BENCH_DATA'] ?? path.join(tmpdir(), 'marketgrid-bench');

/** A service token for a user of the portfolio: the same in every run, since it guards nothing. */
export const tokenOf = (subject: string): string =>
  `mgt_${createHash('sha256').update(`bench ${subject}`).digest('base64url')}`;

export class Databases {
  readonly #postgres: EmbeddedPostgres;
  readonly #progress: (step: string) => void;

  private constructor(postgres: EmbeddedPostgres, progress: (step: string) => void) {
    this.#postgres = postgres;
    this.#progress = progress;
  }

  static async open(progress: (step: string) => void): Promise<Databases> {
    progress(`starting PostgreSQL in ${dataFolder()}`);
    const databases = new Databases(await EmbeddedPostgres.start({ folder: dataFolder() }), progress);
    await databases.asOwner('postgres', async (owner) => {
      for (const [contender, role] of Object.entries(ROLES)) {
        const { rowCount } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
        const is = UNDER_POLICIES.includes(contender as ContenderRole) ? '' : 'SUPERUSER';
        if (rowCount === 0) await owner.query(`CREATE ROLE ${role} LOGIN ${is} PASSWORD '${PASSWORD}'`);
      }
    });
    return databases;
  }

  /** Connects as the contender's role. */
  url(database: string, contender: ContenderRole): string {
    const url = new URL(this.ownerUrl(database));
    url.username = ROLES[contender];
    url.password = PASSWORD;
    return url.href;
  }

  ownerUrl(database: string): string {
    return this.#postgres.ownerUrl(database);
  }

  async asOwner<T>(database: string, work: (owner: pg.Client) => Promise<T>): Promise<T> {
    const owner = new pg.Client(this.ownerUrl(database));
    // PostgreSQL may be stopped under it, when a run is broken off; whatever is asked next says so.
    owner.on('error', () => undefined);
    await owner.connect();
    try {
      return await work(owner);
    } finally {
      await owner.end();
    }
  }

  /** The name of the size's database, made when it is missing or was made otherwise. */
  async of(size: PortfolioSize): Promise<string> {
    const prefix = `bench_${size.toLowerCase()}_`;
    const name = prefix + fingerprint();
    const found = await this.asOwner('postgres', async (owner) => {
      const { rows } = await owner.query<{ name: string }>(
        'SELECT datname AS name FROM pg_database WHERE starts_with(datname, $1)',
        [prefix],
      );
      for (const other of rows.filter((row) => row.name !== name)) {
        await owner.query(`DROP DATABASE ${other.name} WITH (FORCE)`);
      }
      return rows.some((row) => row.name === name);
    });
    if (!found) await this.#make(size, name);
    await this.asOwner(name, (owner) => owner.query(PEER_SCHEMA));
    return name;
  }

  /** A copy to write to; drop it. */
  async copy(of: string): Promise<string> {
    const name = `${of}_copy`;
    await this.asOwner('postgres', async (owner) => {
      await owner.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await owner.query(`CREATE DATABASE ${name} TEMPLATE ${of} STRATEGY FILE_COPY`);
    });
    return name;
  }

  async drop(name: string): Promise<void> {
    await this.asOwner('postgres', (owner) => owner.query(`DROP DATABASE ${name} WITH (FORCE)`));
  }

  async stop(): Promise<void> {
    await this.#postgres.stop();
  }

  /** Under another name until it is whole, so that a run that was killed leaves nothing half filled. */
  async #make(size: PortfolioSize, name: string): Promise<void> {
    const unfinished = `${name}_unfinished`;
    await this.asOwner('postgres', (owner) => owner.query(`CREATE DATABASE ${unfinished}`));
    await provision({ ownerUrl: this.ownerUrl(unfinished), servingRole: ROLES.product });
    await this.asOwner(unfinished, async (owner) => {
      await owner.query(`GRANT marketgrid_api TO ${ROLES.raw}`);
      await fillPortfolio(owner, size, (what) => this.#progress(`generating ${size}: ${what}`));
      for (const [subject] of PORTFOLIO_USERS) await giveToken(owner, subject);
    });
    await this.asOwner('postgres', (owner) => owner.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`));
  }
}

async function giveToken(owner: pg.Client, subject: string): Promise<void> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO access_token (hash, user_id, name, roles, created_by_id, expires_at)
     SELECT decode($1, 'hex'), u.id, 'bench', u.roles, u.id, timestamptz '2100-01-01' FROM app_user u WHERE u.subject = $2
     RETURNING id`,
    [hashOfToken(tokenOf(subject)), subject],
  );
  await owner.query('INSERT INTO access_token_market (token_id, market_id) SELECT $1, id FROM market', [rows[0]?.id]);
}

/** Of all that decides what is in a database. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const folders = ['migrations', 'bench/portfolio'].map((folder) => path.join(ROOT, folder));
  const files = folders.flatMap((folder) =>
    readdirSync(folder)
      .sort()
      .map((file) => path.join(folder, file)),
  );
  for (const file of files) if (file.endsWith('.ts')) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 10);
}
