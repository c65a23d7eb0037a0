import type { Analyst } from '../analyst.ts';
import { answer, NAMES, type PaneStateCase } from './support.ts';

async function atAccess(me: Analyst, part?: string): Promise<void> {
  await me.signIn(/Administrator/);
  await me.tab('Access');
  await me.heading('Access');
  if (part !== undefined) await me.press(part);
}

async function atTokenForm(me: Analyst): Promise<void> {
  await atAccess(me, 'Tokens');
  await me.press('Create a token');
  await me.choose(/Demo viewer/);
  await me.page.getByLabel('Name').fill('Nightly sales report');
}

const usersOf = (count: number): object => ({
  data: {
    users: {
      totalCount: 1_204,
      nodes: Array.from({ length: count }, (_, i) => ({
        id: `u${i}`,
        subject: i % 2 === 0 ? `person.${i}@example.com` : `00u1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7-${i}`,
        name: NAMES[i % NAMES.length],
        roles: [
          ['PRICING', 'FINANCE'],
          ['ADMIN'],
          ['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN'],
          [],
        ][i % 4],
        archivedAt: i % 5 === 3 ? '2026-11-01T00:00:00Z' : null,
        marketGrants: { nodes: ['ADV', 'SMB', 'EMEA'].slice(i % 4).map((code) => ({ market: { code } })) },
      })),
      pageInfo: { hasNextPage: true, endCursor: 'x' },
    },
  },
});

export const ACCESS: readonly PaneStateCase[] = [
  {
    name: 'users',
    async open(me) {
      await atAccess(me);
      await me.reads('6 users');
    },
  },
  {
    name: 'many users, long names and other scripts',
    async open(me) {
      await answer(me.page, 'Users', usersOf(8));
      await atAccess(me);
      await me.reads('1,204 users');
    },
  },
  {
    name: 'no user found',
    async open(me) {
      await atAccess(me);
      await me.page.getByLabel('Search users').fill('nobody');
      await me.reads('No user has this');
    },
  },
  {
    name: 'users that cannot be read',
    async open(me) {
      await answer(me.page, 'Users', (route) => route.abort());
      await atAccess(me);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'a new user',
    async open(me) {
      await atAccess(me);
      await me.press('Add a user');
      await me.heading('Add a user');
    },
  },
  {
    name: 'the last administrator stays one',
    async open(me) {
      await atAccess(me);
      await me.press('Change Demo administrator');
      await me.page.getByRole('checkbox', { name: /^Administrator/ }).uncheck();
      await me.press('Save');
      await me.reads('This is the last administrator');
    },
  },
  {
    name: 'asked before a user is archived',
    async open(me) {
      await atAccess(me);
      await me.press('Change Demo viewer');
      await me.press('Archive');
      await me.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'no token yet',
    async open(me) {
      await answer(me.page, 'AccessTokens', { data: { accessTokens: [] } });
      await atAccess(me, 'Tokens');
      await me.reads('No program has a token yet.');
    },
  },
  {
    name: 'for whom a token speaks',
    async open(me) {
      await atAccess(me, 'Tokens');
      await me.press('Create a token');
      await me.page.getByRole('radio', { name: /Demo viewer/ }).waitFor();
    },
  },
  { name: 'a token to be created', open: atTokenForm },
  {
    name: 'a token that is shown once',
    async open(me) {
      await atTokenForm(me);
      await me.press('Create the token');
      await me.reads('kept nowhere');
    },
  },
  {
    name: 'the record of access',
    async open(me) {
      await atAccess(me, 'Record');
      await me.reads(/signed in/);
    },
  },
  {
    name: 'a record in which nothing fits',
    async open(me) {
      await atAccess(me, 'Record');
      await me.page.getByLabel('By whom or about whom').fill('nobody');
      await me.reads('Nothing is recorded that fits.');
    },
  },
];
