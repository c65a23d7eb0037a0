/**
 * Who uses the embedded server. Every process that does holds a shared advisory lock for as long as it lives; the last
 * one out, and nobody else, gets the exclusive one and may stop the server. So an import beside a running server leaves
 * it running, whoever started it. PostgreSQL drops the lock of a process that was killed; a file would outlive it.
 *
 * A session lock is right here only because nothing stands between us and this server; through a pooler two clients
 * would share one.
 */
import pg from 'pg';

const LOCK = 7_262_015;

export class ServerLease {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /**
   * Waits while another process is stopping the server; then the connection breaks and this rejects.
   * `onLost` is called when the connection ends other than by `end` or `leave`.
   */
  static async take(config: pg.ClientConfig, onLost: () => void): Promise<ServerLease> {
    const client = new pg.Client({ ...config, ssl: false, keepAlive: true, application_name: 'marketgrid lease' });
    client.on('error', () => undefined);
    await client.connect();
    try {
      await client.query('SELECT pg_advisory_lock_shared($1)', [LOCK]);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    client.once('end', onLost);
    return new ServerLease(client);
  }

  /** Gives the lease up. True when nobody else holds one: then nobody can take one before `end`. */
  async leave(): Promise<boolean> {
    this.#client.removeAllListeners('end');
    await this.#client.query('SELECT pg_advisory_unlock_shared($1)', [LOCK]);
    const { rows } = await this.#client.query<{ last: boolean }>('SELECT pg_try_advisory_lock($1) AS last', [LOCK]);
    return rows[0]?.last === true;
  }

  async end(): Promise<void> {
    this.#client.removeAllListeners('end');
    await this.#client.end().catch(() => undefined);
  }
}
