import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommitUnknown, Interrupted, NotSignedIn } from '../../api/database/database-errors.ts';
import { PgDatabase } from '../../api/database/pg-database.ts';
import type { LongStatement, Statements, Transaction } from '../../api/database/transaction.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';

let db: TestDatabase;

// A caller of our own, so that these tests say nothing of users and grants.
const CALLER = `
  CREATE SCHEMA IF NOT EXISTS mg;
  DROP FUNCTION IF EXISTS mg.identify(text);
  CREATE FUNCTION mg.identify(subject text)
    RETURNS TABLE (user_id uuid, subject text, name text, roles text[], markets jsonb) LANGUAGE sql AS
    $$ SELECT '00000000-0000-4000-8000-000000000001'::uuid, $1, 'Pat', ARRAY['VIEWER', 'PRICING'], '[{"id": "1", "code": "SMB"}]'::jsonb
       WHERE $1 = 'pat' $$;
  GRANT USAGE ON SCHEMA mg TO marketgrid_api;
  CREATE TABLE note (id int PRIMARY KEY, text text);
  GRANT SELECT, INSERT, UPDATE ON note TO marketgrid_api`;

// Ends its own connection when the transaction commits, before anything is written.
const DIES_AT_COMMIT = `
  CREATE TABLE fatal (id int);
  GRANT INSERT ON fatal TO marketgrid_api;
  CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(1); RETURN NULL; END $$;
  CREATE CONSTRAINT TRIGGER die AFTER INSERT ON fatal DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()`;

beforeAll(async () => {
  // One connection: a transaction that did not give it back would hang the next test.
  db = await freshDatabase({ poolSize: 1 });
  await db.owner(CALLER);
  await db.owner(DIES_AT_COMMIT);
});
afterAll(() => db.drop());
beforeEach(async () => {
  await db.owner('TRUNCATE note');
  db.queries.length = 0;
});

const stored = (): Promise<{ id: number }[]> => db.owner<{ id: number }>('SELECT id FROM note ORDER BY id');
const add = (tx: Transaction, id: number): Promise<object[]> => tx.query('INSERT INTO note VALUES ($1)', [id]);
const killConnection = async (tx: Transaction): Promise<void> => {
  const rows = await tx.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  await db.owner('SELECT pg_terminate_backend($1, 5000)', [rows[0]?.pid]);
};

describe('one operation is one transaction under one identity', () => {
  test('opening it and learning who calls takes one round trip', async () => {
    const identity = await db.database.read('pat', async (tx) => {
      await tx.query('SELECT 1');
      return tx.identity;
    });
    expect(identity).toEqual({
      userId: '00000000-0000-4000-8000-000000000001',
      subject: 'pat',
      name: 'Pat',
      roles: ['VIEWER', 'PRICING'],
      markets: [{ id: '1', code: 'SMB' }],
    });
    expect(db.queries).toEqual([expect.stringMatching(/^BEGIN .* mg\.identify\('pat'\)$/), 'SELECT 1', 'COMMIT']);
  });

  test('what one statement says of its plan holds for no other, read or written', async () => {
    const mode = "SELECT current_setting('plan_cache_mode') AS mode";
    const modes = async (tx: Transaction): Promise<unknown[]> => {
      const rows = [await tx.query(mode), await tx.query(mode, [], { keepsPlan: true }), await tx.query(mode)];
      return rows.flat().map((row) => (row as { mode: string }).mode);
    };
    expect(await db.database.read('pat', modes)).toEqual(['auto', 'force_generic_plan', 'auto']);
    expect(await db.database.write('pat', modes)).toEqual(['auto', 'force_generic_plan', 'auto']);
  });

  test('statements that are asked together are sent before the first is answered, and run one after the other', async () => {
    const count = 'SELECT count(*)::int AS n FROM note';
    const answers = await db.database.write('pat', async (tx) => {
      const all = [tx.query('SELECT pg_sleep(0.1)'), add(tx, 1), tx.query(count), add(tx, 2), tx.query(count)];
      await sleep(0);
      expect(db.queries.slice(-all.length)[0]).toBe('SELECT pg_sleep(0.1)');
      return Promise.all(all);
    });
    expect([answers[2], answers[4]]).toEqual([[{ n: 1 }], [{ n: 2 }]]);
  });

  test('of statements that are sent together, the first to fail is told, and none is kept', async () => {
    const asked = db.database.write('pat', (tx) => Promise.all([add(tx, 1), tx.query('SELECT 1 / 0'), add(tx, 2)]));
    await expect(asked).rejects.toMatchObject({ code: '22012' });
    expect(await stored()).toEqual([]);
  });

  test('those behind one that failed tell its failure, whichever of them is heard first', async () => {
    const behind = async (tx: Transaction): Promise<unknown> => {
      const failed = tx.query('SELECT 1 / 0');
      const refused = [tx.query('SELECT 1'), tx.query('SELECT 2', [], { keepsPlan: true })];
      await failed.catch(() => undefined);
      return Promise.any(refused);
    };
    const asked = db.database.write('pat', behind);
    await expect(asked).rejects.toMatchObject({ errors: [{ code: '22012' }, { code: '22012' }] });
  });

  test('an operation of one statement takes one round trip in all', async () => {
    const statement = {
      text: `SELECT '["ä"]'::text AS json, 7 AS number`,
      values: [],
      long: 'json',
      facts: ['number'],
    };
    const { facts, text } = await db.database.readOne('pat', statement);
    expect({ facts, text }).toMatchObject({ facts: { number: 7 }, text: { held: ['["ä"]'] } });
    const [begin, select, commit] = db.queries;
    expect([begin, select, commit]).toEqual([
      expect.stringMatching(/^BEGIN .* READ ONLY.* mg\.identify\('pat'\)$/),
      expect.stringContaining(statement.text),
      'COMMIT',
    ]);
  });

  test('it may jump to the rows that it needs, which other operations weigh as PostgreSQL does by default', async () => {
    const cost = `SELECT current_setting('random_page_cost') AS cost`;
    const { text } = await db.database.readOne('pat', { text: cost, values: [], long: 'cost' });
    expect(text.held).toEqual(['1.1']);
    const scattered = await db.database.readOne('pat', { text: cost, values: [], long: 'cost', isScattered: true });
    expect(scattered.text.held).toEqual(['10']);
    expect(await db.database.read('pat', (tx) => tx.query(cost))).toEqual([{ cost: '4' }]);
  });

  test('its statement may answer its text in pieces, which are passed on in order', async () => {
    const pieces = `SELECT piece FROM (VALUES (1, '["ä",'), (2, '"b"'), (3, ']')) p (place, piece) ORDER BY place DESC`;
    const { text } = await db.database.readOne('pat', { text: pieces, values: [], long: 'piece', inPieces: true });
    expect(text.held).toEqual([']', '"b"', '["ä",']);
  });

  test('its statement answers nothing to nobody, and one that fails leaves a connection that works', async () => {
    const statement = (text: string): LongStatement => ({ text, values: [], long: 'json' });
    await expect(db.database.readOne('nobody', statement(`SELECT '[]' AS json`))).rejects.toBeInstanceOf(NotSignedIn);
    await expect(db.database.readOne('pat', statement(`SELECT (1 / 0)::text AS json`))).rejects.toMatchObject({
      code: '22012',
    });
    await expect(
      db.database.readOne('pat', statement(`INSERT INTO note VALUES (1) RETURNING 'x' AS json`)),
    ).rejects.toThrow();
    expect(await db.database.read('pat', (tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
    expect(await stored()).toEqual([]);
  });

  test('what is read for somebody who has gone is cancelled, and its connection is used again', async () => {
    const gone = new AbortController();
    const slow = { text: `SELECT pg_sleep(600)::text AS json`, values: [], long: 'json' };
    const one = db.database.readOne('pat', slow, gone.signal);
    setTimeout(() => gone.abort(), 50);
    await expect(one).rejects.toThrow();
    const again = new AbortController();
    const many = db.database.read('pat', (tx) => tx.query(slow.text), { signal: again.signal });
    setTimeout(() => again.abort(), 50);
    await expect(many).rejects.toThrow();
    await expect(db.database.read('pat', (tx) => tx.query('SELECT 1'), { signal: gone.signal })).rejects.toBeInstanceOf(
      Interrupted,
    );
    expect(await db.database.read('pat', (tx) => tx.query('SELECT 1 AS one'))).toEqual([{ one: 1 }]);
  });

  test.each(['nobody', '', "x'); DROP TABLE note; --", "x\\'; DROP TABLE note; --", 'NUL \0', 'lone \ud800'])(
    'the subject %j is not signed in, and runs nothing',
    async (subject) => {
      let hasRun = false;
      const asked = db.database.write(subject, async () => {
        hasRun = true;
      });
      await expect(asked).rejects.toBeInstanceOf(NotSignedIn);
      expect(hasRun).toBe(false);
      expect(await stored()).toEqual([]);
    },
  );

  test('a read cannot write', async () => {
    await expect(db.database.read('pat', (tx) => add(tx, 1))).rejects.toMatchObject({ code: '25006' });
    expect(await stored()).toEqual([]);
  });

  test('a read sees one snapshot, whatever is committed meanwhile', async () => {
    const seen = await db.database.read('pat', async (tx) => {
      const before = await tx.query('SELECT id FROM note');
      await db.owner('INSERT INTO note VALUES (1)');
      return [before, await tx.query('SELECT id FROM note')];
    });
    expect(seen).toEqual([[], []]);
    expect(await stored()).toEqual([{ id: 1 }]);
  });

  test('"today" is UTC, and time-outs are set, for the transaction only', async () => {
    const names = [
      'timezone',
      'statement_timeout',
      'lock_timeout',
      'idle_in_transaction_session_timeout',
      'search_path',
    ];
    const rows = await db.database.read('pat', (tx) =>
      tx.query<{ value: string }>('SELECT current_setting(name) AS value FROM unnest($1::text[]) AS name', [names]),
    );
    expect(rows.map(({ value }) => value)).toEqual(['UTC', '1min', '10s', '1min', 'public']);
  });

  test('exact numbers and days come as text', async () => {
    const rows = await db.database.read('pat', (tx) =>
      tx.query(`SELECT 9007199254740993::int8 AS whole, 0.10::numeric AS amount, '2026-11-21'::date AS day,
                       ARRAY[0.1::numeric, null] AS amounts, ARRAY['2026-11-21'::date] AS days, 7 AS small`),
    );
    expect(rows).toEqual([
      {
        whole: '9007199254740993',
        amount: '0.10',
        day: '2026-11-21',
        amounts: ['0.1', null],
        days: ['2026-11-21'],
        small: 7,
      },
    ]);
  });

  test('statements asked for at once run one by one, in order', async () => {
    await db.database.write('pat', async (tx) => {
      await Promise.all([add(tx, 1), tx.query('UPDATE note SET id = 2'), tx.query('UPDATE note SET id = id * 10')]);
    });
    expect(await stored()).toEqual([{ id: 20 }]);
  });

  test('a query after the end is refused', async () => {
    const tx = await db.database.read('pat', async (open) => open);
    await expect(tx.query('SELECT 1')).rejects.toThrow('after the end');
  });
});

describe('what opens a transaction', () => {
  test('is asked in the message that begins it, before anybody has answered, and keeps its plan', async () => {
    const mode = "SELECT current_setting('plan_cache_mode') AS mode";
    for (const run of ['read', 'write'] as const) {
      db.queries.length = 0;
      const opening = async (statements: Statements): Promise<object[]> => {
        const asked = statements.query(mode, [], { keepsPlan: true });
        // Nothing comes in while these run.
        for (let i = 0; i < 10; i++) await Promise.resolve();
        expect(db.queries).toEqual([expect.stringMatching(/^BEGIN /), mode]);
        return asked;
      };
      const found = await (run === 'read'
        ? db.database.read('pat', (_tx, first: Promise<object[]>) => first, { opening })
        : db.database.write('pat', (_tx, first: Promise<object[]>) => first, opening));
      expect(found).toEqual([{ mode: 'force_generic_plan' }]);
      expect(db.queries).toEqual([expect.stringMatching(/^BEGIN /), mode, 'COMMIT']);
    }
  });

  test('is rolled back for nobody, who is told nothing of it', async () => {
    let hasRun = false;
    const work = async (): Promise<void> => {
      hasRun = true;
    };
    const asked = db.database.write('nobody', work, (s) => s.query('INSERT INTO note VALUES (1) RETURNING id'));
    await expect(asked).rejects.toBeInstanceOf(NotSignedIn);
    expect(hasRun).toBe(false);
    expect(await stored()).toEqual([]);
  });

  test('tells the work how it failed, and then nothing is kept', async () => {
    const asked = db.database.write(
      'pat',
      async (tx, first: Promise<object[]>) => {
        expect(tx.identity.subject).toBe('pat');
        return first;
      },
      async (s) => (await Promise.all([s.query('INSERT INTO note VALUES (1)'), s.query('SELECT 1 / 0')])).flat(),
    );
    await expect(asked).rejects.toMatchObject({ code: '22012' });
    expect(await stored()).toEqual([]);
  });

  test('is asked again where the work is tried again', async () => {
    let asked = 0;
    const opening = (statements: Statements): Promise<object[]> => {
      asked += 1;
      return statements.query('INSERT INTO note VALUES (1)');
    };
    await db.database.write(
      'pat',
      async (tx, first: Promise<object[]>) => {
        await first;
        if (asked === 1) await killConnection(tx);
        await add(tx, 2);
      },
      opening,
    );
    expect(asked).toBe(2);
    expect(await stored()).toEqual([{ id: 1 }, { id: 2 }]);
  });
});

describe('what is not committed is not there', () => {
  test('work that rejects is rolled back, also what it left running', async () => {
    const asked = db.database.write('pat', async (tx) => {
      await add(tx, 1);
      void add(tx, 2);
      throw new Error('changed my mind');
    });
    await expect(asked).rejects.toThrow('changed my mind');
    expect(await stored()).toEqual([]);
  });

  test('work that swallows the failure of a statement does not pass for committed', async () => {
    const asked = db.database.write('pat', async (tx) => {
      await add(tx, 1);
      await add(tx, 1).catch(() => undefined);
    });
    await expect(asked).rejects.toThrow('nothing was committed');
    expect(await stored()).toEqual([]);
  });
});

describe('a write is tried again where nothing was committed', () => {
  test('after serialization failures', async () => {
    let tries = 0;
    await db.database.write('pat', async (tx) => {
      await add(tx, 1);
      tries += 1;
      if (tries < 4) await tx.query(`DO $$ BEGIN RAISE SQLSTATE '40001'; END $$`);
    });
    expect(tries).toBe(4);
    expect(await stored()).toEqual([{ id: 1 }]);
  });

  test('after a deadlock, so that both rivals commit', async () => {
    const rivals = new PgDatabase({ ...LIMITS, url: db.url, poolSize: 2 });
    await db.owner('INSERT INTO note VALUES (1), (2)');
    let arrived = 0;
    const touchBoth = (first: number, second: number): Promise<void> =>
      rivals.write('pat', async (tx) => {
        await tx.query(`UPDATE note SET text = coalesce(text, '') || 'x' WHERE id = $1`, [first]);
        arrived += 1;
        while (arrived < 2) await sleep(5);
        await tx.query(`UPDATE note SET text = coalesce(text, '') || 'x' WHERE id = $1`, [second]);
      });
    await Promise.all([touchBoth(1, 2), touchBoth(2, 1)]);
    await rivals.close();
    expect(arrived).toBeGreaterThan(2);
    expect(await db.owner('SELECT text FROM note')).toEqual([{ text: 'xx' }, { text: 'xx' }]);
  });

  test('after its connection was killed, and it writes once', async () => {
    let tries = 0;
    await db.database.write('pat', async (tx) => {
      await add(tx, 1);
      tries += 1;
      if (tries === 1) await killConnection(tx);
      await add(tx, 2);
    });
    expect(tries).toBe(2);
    expect(await stored()).toEqual([{ id: 1 }, { id: 2 }]);
  });

  test('but not for ever', async () => {
    let tries = 0;
    const asked = db.database.write('pat', async (tx) => {
      tries += 1;
      await tx.query(`DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$`);
    });
    await expect(asked).rejects.toMatchObject({ code: '40P01' });
    expect(tries).toBe(5);
  });

  test('and never when COMMIT was sent and its answer lost', async () => {
    let tries = 0;
    const asked = db.database.write('pat', async (tx) => {
      tries += 1;
      await tx.query('INSERT INTO fatal VALUES (1)');
    });
    await expect(asked).rejects.toBeInstanceOf(CommitUnknown);
    expect(tries).toBe(1);
    expect(await db.database.isReady()).toBe(true);
  });
});

const LIMITS = {
  connectionTimeoutMs: 5000,
  preparedStatements: 50,
  statementTimeoutMs: 60_000,
  lockTimeoutMs: 10_000,
  idleInTransactionTimeoutMs: 60_000,
};

test('a database that is not there is not ready', async () => {
  const nowhere = new PgDatabase({ ...LIMITS, url: 'postgres://app:secret@127.0.0.1:1/none', poolSize: 1 });
  expect(await nowhere.isReady()).toBe(false);
  expect(await db.database.isReady()).toBe(true);
  await nowhere.close();
});
