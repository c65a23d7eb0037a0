/**
 * Many at once (semantics 3, 4, 14). Each race has a control run beside it: the same race without what guards it, which must
 * go wrong, so that the test is known to be able to.
 */
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { GraphqlAnswer, TestServer } from '../support/server.ts';
import { useAuditedServer } from './audited-server.ts';
import { type Edit, part, pull, push, PUSH, pushInput, type Result, revision, said, type Sheet } from './sheets.ts';

let server: TestServer;
useAuditedServer((started) => (server = started), ['pricing', 'finance', 'admin']);

const PUSHERS = 16;
const ROW = 'SMB/BUSINESS-BEST/US/MONTH/1';
const CELLS = [ROW, 'SMB/BUSINESS-BETTER/US/MONTH/1', 'SMB/BUSINESS-GOOD/US/MONTH/1'];

const prices = (): Promise<Sheet> => pull(server, 'pricing', 'TIER_PRICE', { filter: { lineUps: ['BUSINESS'] } });
const all = <T>(work: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: PUSHERS }, (_, i) => work(i)));

describe('16 pushers on the same cells', () => {
  test('from one sheet: the first is written, the others hear what he wrote', async () => {
    const sheet = await prices();
    const results = await all((i) =>
      push(
        server,
        'pricing',
        part(
          sheet,
          CELLS.map((row): Edit => [row, 'USD', String(1000 + i)]),
        ),
      ),
    );
    const written = results.filter((r) => r.changeSet);
    expect(written).toHaveLength(1);
    const now = await prices();
    const theirs = CELLS.map((row) => String(now.cell(row, 'USD')));
    expect(new Set(theirs).size).toBe(1);
    for (const { rejections } of results.filter((r) => !r.changeSet)) {
      expect(said(rejections)).toEqual([...CELLS].sort().map((row) => `${row} USD STALE_CELL`));
      expect(rejections.map((r) => r.theirs)).toEqual(theirs);
    }
    expect(now.revision).toBe(sheet.revision + 1);
  });

  test('who each add 1 and pull again when they are stale lose none', async () => {
    const start = Number((await prices()).cell(ROW, 'USD'));
    const addOne = async (): Promise<void> => {
      for (;;) {
        const sheet = await prices();
        const result = await push(
          server,
          'pricing',
          part(sheet, [[ROW, 'USD', String(Number(sheet.cell(ROW, 'USD')) + 1)]]),
        );
        if (result.changeSet) return;
        // Another wrote, and perhaps the very value that I would have: then mine is no change, and not counted either.
        if (result.unchanged === 0) expect(said(result.rejections)).toEqual([`${ROW} USD STALE_CELL`]);
      }
    };
    await all(addOne);
    expect((await prices()).cell(ROW, 'USD')).toBe(start + PUSHERS);
  });

  test('control: who push as if they had seen the newest revision lose all but one', async () => {
    const start = Number((await prices()).cell(ROW, 'USD'));
    const seen = await all(() => prices());
    // Values differ by a cent, so that none is equal to what is stored.
    for (const [i, sheet] of seen.entries()) {
      const mine = Number(sheet.cell(ROW, 'USD')) + 1 + i / 100;
      const blind = { ...sheet, revision: await revision(server) };
      expect((await push(server, 'pricing', part(blind, [[ROW, 'USD', mine.toFixed(2)]]))).applied).toBe(1);
    }
    expect(Math.floor(Number((await prices()).cell(ROW, 'USD')))).toBe(start + 1);
  });
});

describe('16 pushers on one envelope', () => {
  const row = (i: number): string =>
    ['SMB/BUSINESS/SALES', 'SMB/TAX/SALES', 'SMB/HOUSEHOLD/SALES', 'SMB/BOOKSNOW/SALES'][i % 4] ?? '';
  const quarter = (i: number): string => `2027-Q${1 + Math.floor(i / 4)}`;
  const [RAISE, ROOM] = [30_000, 200_000];
  const used = async (): Promise<number> => {
    const [sum] = await server.db.owner<{ used: string }>(
      `SELECT sum(a.amount) AS used FROM allocation a JOIN budget_plan p ON p.id = a.plan_id
       WHERE p.code = 'BUDGET-2027' AND a.function = 'SALES' AND a.archived_at IS NULL`,
    );
    return Number(sum?.used);
  };

  test('raise cells of their own: as many are written as there is room for, and the cap holds', async () => {
    await server.db.owner(`UPDATE envelope SET cap = cap + 10000000 WHERE code = 'E27-ALL'`);
    const sheet = await pull(server, 'finance', 'BUDGET');
    const cap = (await used()) + ROOM;
    const raised = (i: number): string => String(Number(sheet.cell(row(i), quarter(i))) + RAISE);
    const results = await all((i) => push(server, 'finance', part(sheet, [[row(i), quarter(i), raised(i)]])));
    expect(results.filter((r) => r.changeSet)).toHaveLength(Math.floor(ROOM / RAISE));
    for (const { rejections } of results.filter((r) => !r.changeSet)) {
      expect(rejections.map((r) => r.code)).toEqual(['ENVELOPE_EXCEEDED']);
    }
    expect(await used()).toBe(cap - (ROOM % RAISE));
    expect(await used()).toBeLessThanOrEqual(cap);
  });

  test('control: who add up first and write then, each in a transaction of his own, break the cap', async () => {
    const cap = (await used()) + 2 * RAISE;
    const clients = await all(async () => {
      const client = new pg.Client(server.db.ownerUrl);
      await client.connect();
      return client;
    });
    await server.db.owner('CREATE TABLE control (amount numeric)');
    try {
      const sums = await Promise.all(
        clients.map(async (client) => {
          await client.query('BEGIN');
          const { rows } = await client.query<{ sum: string | null }>('SELECT sum(amount) FROM control');
          return Number(rows[0]?.sum ?? 0);
        }),
      );
      const before = await used();
      await Promise.all(
        clients.map(async (client, i) => {
          if (before + (sums[i] ?? 0) + RAISE <= cap) await client.query('INSERT INTO control VALUES ($1)', [RAISE]);
          await client.query('COMMIT');
        }),
      );
      const [sum] = await server.db.owner<{ sum: string }>('SELECT sum(amount) FROM control');
      expect(before + Number(sum?.sum)).toBeGreaterThan(cap);
    } finally {
      await Promise.all(clients.map((client) => client.end()));
      await server.db.owner('DROP TABLE control');
    }
  });
});

describe('one push sent 20 times at once', () => {
  const send = (input: object): Promise<GraphqlAnswer<{ pushChanges: Result }>> =>
    server.ask<{ pushChanges: Result }>('pricing', PUSH, { input });

  test('is written once, and every sender gets the same answer', async () => {
    const sheet = await prices();
    const input = pushInput(part(sheet, [[ROW, 'USD', '5']]), { idempotencyKey: 'twenty' });
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(input)));
    for (const { data } of answers) expect(data?.pushChanges).toEqual(answers[0]?.data?.pushChanges);
    expect(await revision(server)).toBe(sheet.revision + 1);
  });

  test('with 20 bodies under one key: one is written, 19 are told that the key is taken', async () => {
    const sheet = await prices();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        send(pushInput(part(sheet, [[ROW, 'USD', String(10 + i)]]), { idempotencyKey: 'bodies' })),
      ),
    );
    const codes = answers.map(({ errors }) => errors?.[0]?.extensions?.['code'] ?? 'written');
    expect(codes.sort()).toEqual([...Array.from({ length: 19 }, () => 'IDEMPOTENCY_KEY_REUSED'), 'written']);
    expect(await revision(server)).toBe(sheet.revision + 1);
  });

  test('control: under keys of their own, with values of their own, more than one would be tried and told stale', async () => {
    const sheet = await prices();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => send(pushInput(part(sheet, [[ROW, 'USD', String(50 + i)]])))),
    );
    expect(answers.filter(({ data }) => data?.pushChanges.rejections.length === 1)).toHaveLength(19);
  });
});

test('pulls during pushes are one snapshot each: their values are those of their revision', async () => {
  const rows = CELLS.slice(0, 2);
  const first = await push(
    server,
    'pricing',
    part(
      await prices(),
      rows.map((row): Edit => [row, 'USD', '100']),
    ),
  );
  let writing = true;
  const writer = (async () => {
    for (let i = 1; i <= 12; i += 1) {
      const sheet = await prices();
      await push(
        server,
        'pricing',
        part(
          sheet,
          rows.map((row): Edit => [row, 'USD', String(100 + i)]),
        ),
      );
    }
    writing = false;
  })();
  while (writing) {
    const sheet = await prices();
    for (const row of rows) expect(sheet.cell(row, 'USD')).toBe(100 + sheet.revision - first.revision);
  }
  await writer;
});
