import { ExcelHost } from '../../../addin/workbench/host/excel-host.ts';
import { answer, answerLargeMatrix, forever, type PaneStateCase } from './support.ts';

/** A workbook that stops answering in the middle of a large write. */
function slowHost(): ExcelHost {
  const host = new ExcelHost();
  const processQuery = host.processQuery.bind(host);
  let large = 0;
  host.processQuery = async (batch) => {
    if (JSON.stringify(batch).length > 500_000 && ++large > 2) return forever();
    return processQuery(batch);
  };
  return host;
}

export const PULLING: readonly PaneStateCase[] = [
  {
    name: 'a matrix is to be chosen',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
    },
  },
  {
    name: 'filters with a search',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.press(/^Offerings/);
      await me.page.getByLabel('Search Offerings').fill('good');
      await me.reads(/ match/);
      await me.page.getByRole('checkbox').first().check();
      await me.reads(/rows?, \d+ columns? of cells/);
    },
  },
  {
    name: 'the only approved budget is chosen beforehand',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/^Budget/);
      await me.reads(/Budget plan: .*2027/);
      await me.reads(/rows?, \d+ columns? of cells/);
    },
  },
  {
    name: 'a budget plan is to be chosen',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'Choices', async (route) => {
        const body = (await (await route.fetch()).json()) as { data: { presumed?: { nodes: object[] } } };
        if (body.data.presumed) body.data.presumed.nodes = [];
        await route.fulfill({ json: body });
      });
      await me.press('Pull a matrix');
      await me.choose(/^Budget/);
      await me.reads('Choose a budget plan.');
      await me.page.getByRole('radio', { name: /ASK-2027/ }).waitFor();
    },
  },
  {
    name: 'neither choices nor size can be learnt',
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await answer(me.page, '(Choices|PullSize)', (route) => route.abort());
      await me.choose(/Tier prices/);
      await me.press(/^Markets/);
      await me.reads('The server does not answer.');
    },
  },
  {
    name: 'nothing matches',
    async open(me) {
      await me.signIn(/Administrator/);
      await answer(me.page, 'PullSize', { data: { matrix: { rowCount: 0, columns: [{ key: 'USD' }] } } });
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.reads('No rows match');
    },
  },
  {
    name: 'a pull is under way',
    options: { host: slowHost() },
    async open(me) {
      await me.signIn(/Administrator/);
      await me.press('Pull a matrix');
      await me.choose(/Tier prices/);
      await me.reads(/27 rows/);
      await answerLargeMatrix(me, 20_000);
      await me.press('Pull');
      await me.reads(/of 3\d\d,000 cells/);
    },
  },
];
