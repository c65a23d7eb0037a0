/**
 * What the states of the pane share: how an analyst comes to where they begin. What only a large company or a bad day brings
 * (thousands of refusals, a server that is gone, names in other scripts) is answered in the server's place.
 *
 * What it does not prove: that the server gives such answers. tests/changes and the journeys do.
 */
import type { Page, Route } from 'playwright-core';
import type { Analyst } from '../analyst.ts';
import type { Colleague } from '../colleague.ts';
import type { PaneOptions } from '../pane-page.ts';

export interface PaneStateCase {
  readonly name: string;
  readonly options?: PaneOptions;
  /** Where the page is open: brings it into the state. */
  open(me: Analyst, colleague: Colleague): Promise<unknown>;
}

export const GOOD = 'ADV/PRACTICE-GOOD/US/MONTH/1';
export const BETTER = 'ADV/PRACTICE-BETTER/US/MONTH/1';
export const BEST = 'ADV/PRACTICE-BEST/US/MONTH/1';
export const LONG =
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh of the Department of Extraordinarily Long Names';
export const NAMES = [
  LONG,
  'مدير التسعير للأسواق الناشئة',
  '👩🏽‍💻 Zoë 🚀 Björk',
  '<script>alert(1)</script>',
  '=HYPERLINK("x")',
];

/** Answers an operation in the server's place. */
export async function answer(
  page: Page,
  operation: string,
  body: object | ((route: Route) => Promise<unknown>),
): Promise<void> {
  await page.route('**/graphql', async (route) => {
    const { query } = route.request().postDataJSON() as { query: string };
    if (!new RegExp(`^(query|mutation) ${operation}\\b`).test(query)) return route.fallback();
    await (typeof body === 'function' ? body(route) : route.fulfill({ json: body }));
  });
}

export const forever = (): Promise<never> => new Promise(() => undefined);
export const fault = (code: string, message: string): object => ({
  errors: [{ message, extensions: { code } }],
});

/** Signed in, with the prices pulled. */
export async function atPrices(me: Analyst): Promise<void> {
  await me.signIn(/Administrator/);
  await me.pullPrices();
}

/** With one price changed, and its preview. */
export async function atPreview(me: Analyst): Promise<void> {
  await atPrices(me);
  me.pane.type(GOOD, 'USD', 55);
  await me.preview();
}

export async function pullAnother(me: Analyst, matrix: RegExp): Promise<void> {
  await me.press(/^Pull (a|another) matrix$/);
  await me.choose(matrix);
  await me.reads(/rows?, \d+ columns? of cells/);
  await me.press('Pull');
  await me.reads(/rows pulled at revision/);
}

/** A matrix of so many rows, as the server would give it. */
export async function answerLargeMatrix(me: Analyst, count: number): Promise<void> {
  await answer(me.page, 'Matrix', async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { matrix: { rowCount: number; rows: unknown[][] } } };
    const { matrix } = body.data;
    const [first = []] = matrix.rows;
    matrix.rows = Array.from({ length: count }, (_, i) => {
      const row = [...first];
      row[0] = `ADV/OFFER-${String(i).padStart(5, '0')}/US/MONTH/1`;
      row[7] = `OFFER-${String(i).padStart(5, '0')}`;
      return row;
    });
    matrix.rowCount = count;
    await route.fulfill({ json: body });
  });
}

interface Answer {
  readonly rejections?: object[];
  readonly warnings?: object[];
  readonly changeSet?: object | null;
  readonly applied?: number;
  readonly unchanged?: number;
}

/** The answer to a push or a dry run with these refusals and warnings. */
export const pushAnswer = (o: Answer): object => ({
  data: {
    pushChanges: {
      changeSet: null,
      revision: 999,
      applied: 0,
      unchanged: 0,
      inserted: [],
      rejections: [],
      warnings: [],
      deltas: [{ revision: 999, rows: [], removed: [] }],
      ...o,
    },
  },
});

export const refusal = (row: string, o: object = {}): object => ({
  part: 0,
  row,
  column: 'USD',
  code: 'OUT_OF_RANGE',
  message: 'USD is −5.00, below the least that is allowed, 0.',
  nextStep: 'Enter an amount of at least 0.',
  ...{ base: null, mine: null, theirs: null, by: null, at: null },
  ...o,
});
