/** Long work of the pane: it lets others run, says how far it is, and can be stopped. */
import { describe, expect, test } from '@jest/globals';
import { preview } from '../../addin/flows/preview.ts';
import { refresh } from '../../addin/flows/refresh.ts';
import { inSlices } from '../../addin/flows/slices.ts';
import { pulled, STRICT } from './support/desk.ts';
import { priceKey, tierPrices } from './support/matrices.ts';

const MANY = 6_700;

function* slowSteps(count: number): Generator<void, number> {
  for (let i = 0; i < count; i++) {
    const end = performance.now() + 3;
    while (performance.now() < end);
    yield;
  }
  return count;
}

/** Counts the turns of the event loop until it is told to stop. */
function countTurns(): () => number {
  let turns = 0;
  let isOver = false;
  const next = (): void => {
    turns += 1;
    if (!isOver) setImmediate(next);
  };
  setImmediate(next);
  return () => {
    isOver = true;
    return turns;
  };
}

describe('work in slices', () => {
  test('gives the event loop its turns, and answers what the work answers', async () => {
    const turns = countTurns();
    expect(await inSlices(slowSteps(60))).toBe(60);
    expect(turns()).toBeGreaterThan(3);
  });

  test('stops between two slices', async () => {
    const controller = new AbortController();
    const steps = slowSteps(10_000);
    setImmediate(() => controller.abort());
    await expect(inSlices(steps, controller.signal)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('short work takes no turn', async () => {
    const turns = countTurns();
    await inSlices(
      (function* () {
        yield;
        return 1;
      })(),
    );
    expect(turns()).toBeLessThan(2);
  });
});

describe('a preview of 100,000 cells', () => {
  test('says how far it is, cell by cell of one sheet', async () => {
    const { context, view } = await pulled(tierPrices(MANY));
    const said: [number, number][] = [];
    await preview(context, [view.id], { ...STRICT, onProgress: (done, total) => said.push([done, total]) });
    expect(said.length).toBeGreaterThan(2);
    expect(said.at(-1)).toEqual([MANY * 15, MANY * 15]);
    expect(said.map(([done]) => done)).toEqual(said.map(([done]) => done).sort((a, b) => a - b));
  });

  test('is stopped in the middle, and nothing was sent', async () => {
    const { context, view, server, type } = await pulled(tierPrices(MANY));
    await type(priceKey(1), 'USD', 5);
    const controller = new AbortController();
    const watched = { signal: controller.signal, onProgress: () => controller.abort() };
    await expect(preview(context, [view.id], { ...STRICT, ...watched })).rejects.toMatchObject({ name: 'AbortError' });
    expect(server.count('PushChanges')).toBe(0);
  });
});

test('a refresh that is stopped before it writes leaves sheet and memory as they were', async () => {
  const { context, view, server, table } = await pulled(tierPrices(30));
  server.editElsewhere(priceKey(1), 'USD', '5');
  const before = await table();
  const controller = new AbortController();
  const watched = { signal: controller.signal, onProgress: () => controller.abort() };
  await expect(refresh(context, view.id, watched)).rejects.toMatchObject({ name: 'AbortError' });
  expect(await table()).toEqual(before);
  expect((await context.sheet.view(view.id)).revision).toBe(view.revision);
});
