/** Administration in the pane, against the running product: users, roles, markets, tokens, and the record of them. */
import { describe, expect, test } from '@jest/globals';
import type { Analyst } from './analyst.ts';
import { colleague } from './colleague.ts';
import { usePanes } from './pane-support.ts';

const panes = usePanes();

async function administrator(): Promise<Analyst> {
  const me = await panes.analyst();
  await me.signIn(/Administrator/);
  await me.tab('Access');
  await me.reads(/^\d+ users$/);
  return me;
}

const box = (me: Analyst, name: RegExp) => me.page.getByRole('checkbox', { name });

/** What the server answers to a program that comes with this token. */
async function whoAmI(token: string): Promise<string> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = JSON.stringify({ query: '{ me { roles markets } }' });
  const answer = await fetch(`${panes.product.url}/graphql`, { method: 'POST', headers, body });
  return answer.text();
}

describe('users', () => {
  test('one is added with a role and a market, found by a part of the name, changed, archived and restored', async () => {
    const me = await administrator();
    await me.press('Add a user');
    await me.page.getByLabel('Signs in as').fill('erin@example.com');
    await me.page.getByRole('textbox', { name: 'Name' }).fill('Erin مدير 🚀');
    await box(me, /^Pricing/).click();
    await box(me, /^ADV/).click();
    await me.press('Add the user');
    await me.reads(/is added, and can sign in/);

    await me.page.getByLabel('Search users').fill('ERIN');
    await me.reads('1 user found');
    await me.reads('Pricing, Viewer');
    await me.press(/^Change Erin/);
    await box(me, /^Viewer/).click();
    await box(me, /^ADV/).click();
    await box(me, /^SMB/).click();
    await me.press('Save');
    await me.reads('Markets SMB');
    await me.reads('Pricing');

    await me.press(/^Change Erin/);
    await me.press('Archive');
    await me.press('Archive the user');
    await me.reads('Archived');
    await me.press(/^Change Erin/);
    await me.press('Restore');
    await me.reads(/can sign in again/);
  });

  test('the last administrator cannot be taken away, and the pane says what to do first', async () => {
    const me = await administrator();
    await me.press('Change Demo administrator');
    await box(me, /^Administrator/).click();
    await me.press('Save');
    await me.reads('This is the last administrator: make another one first.');
    await me.heading('Change Demo administrator');
  });

  test('whoever is no administrator does not see the tab', async () => {
    const me = await panes.analyst();
    await me.signIn(/Pricing analyst/);
    expect(await me.page.getByRole('tab').allTextContents()).toEqual(['Sheets', 'Changes', 'Cell']);
  });
});

describe('tokens', () => {
  test('one is created for a user with some of his access, shown once, works, and is revoked', async () => {
    const me = await administrator();
    await me.press('Tokens');
    await me.press('Create a token');
    await me.choose(/Demo finance analyst/);
    await me.page.getByRole('textbox', { name: 'Name' }).fill('Nightly report');
    await box(me, /^ADV/).click();
    await me.press('Create the token');
    const token = await me.page.getByLabel('Token', { exact: true }).inputValue();
    const known = await whoAmI(token);
    expect(JSON.parse(known)).toEqual({ data: { me: { roles: ['FINANCE'], markets: ['SMB'] } } });

    await me.press('Copy');
    await me.reads('Copied');
    await me.press('I have it');
    expect(await me.page.content()).not.toContain(token);
    await me.reads('For finance: Finance, SMB');

    await me.press('Revoke Nightly report');
    await me.press('Revoke the token');
    await me.reads('The token is revoked');
    expect(await whoAmI(token)).toContain('UNAUTHENTICATED');
  });

  test('with no answer from the server the token is not asked for twice, and the pane says what to look for', async () => {
    const me = await administrator();
    await me.press('Tokens');
    await me.press('Create a token');
    await me.choose(/Demo viewer/);
    await me.page.getByRole('textbox', { name: 'Name' }).fill('Lost on the way');
    let asked = 0;
    await me.page.route('**/graphql', async (route) => {
      const isCreation = route.request().postData()?.includes('mutation CreateAccessToken') ?? false;
      if (!isCreation) return route.continue();
      asked += 1;
      await route.fetch();
      await route.abort();
    });
    await me.press('Create the token');
    await me.reads(/may have been created, and cannot be shown any more/);
    expect(asked).toBe(1);
    await me.press('Back to the list');
    await me.reads('Lost on the way');
  });
});

test('the record tells of sign-ins, grants and denied pushes, narrowed by kind and by person', async () => {
  const viewer = await colleague(panes.product.url, 'viewer');
  await viewer
    .push({ kind: 'TIER_PRICE' }, [['ADV/PRACTICE-GOOD/US/MONTH/1', 'USD', '1']], 'Not mine to do')
    .catch(() => undefined);
  const me = await administrator();
  await me.press('Record');
  await me.reads(/admin.* signed in/);
  await me.page.getByLabel('Show').selectOption('Denied pushes');
  await me.reads('1 event');
  await me.reads(/A push of .*viewer.* was denied/);
  await me.page.getByLabel('By whom or about whom').fill('finance');
  await me.reads(/Nothing is recorded that fits/);
});
