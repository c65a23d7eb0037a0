/** What must hold of roadmap items after a change set: dates in order, dependencies without a circle. */
import { findCycle } from '../../schema/domain/dependency-cycle.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { splitCodes } from '../../schema/matrix/cell.ts';
import { type EntityCheck, refuse, type Verdict } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import type { Transaction } from '../database/transaction.ts';
import { datesOfItems, dependenciesOf } from './roadmap-item.queries.ts';

export const roadmapItemCheck: EntityCheck = {
  entities: ['RoadmapItem', 'ItemDependency'],
  async run(tx, { writes }) {
    const dates = writes.filter((w) => w.entity === 'RoadmapItem' && (w.field === 'startsOn' || w.field === 'endsOn'));
    const links = writes.filter((w) => w.entity === 'ItemDependency');
    return [...(await dateVerdicts(tx, dates)), ...(await cycleVerdicts(tx, links))];
  },
};

async function dateVerdicts<Origin>(tx: Transaction, writes: readonly ReadWrite<Origin>[]): Promise<Verdict<Origin>[]> {
  if (writes.length === 0) return [];
  const keyOf = (w: ReadWrite<Origin>): string => w.key.join('/');
  const stored = new Map((await datesOfItems(tx, [...new Set(writes.map(keyOf))])).map((d) => [d.key, d]));
  const written = new Map(writes.map((w) => [`${keyOf(w)}\n${w.field}`, w.after]));
  const after = (w: ReadWrite<Origin>, field: 'startsOn' | 'endsOn'): string | null => {
    const value = written.get(`${keyOf(w)}\n${field}`);
    return value === undefined ? (stored.get(keyOf(w))?.[field] ?? null) : value;
  };
  return writes.flatMap((write) => {
    const [from, to] = [after(write, 'startsOn'), after(write, 'endsOn')];
    if (from === null || to === null || from <= to) return [];
    return [refuse(write, problem('DATE_ORDER', { first: 'Starts on', from, last: 'Ends on', to }))];
  });
}

async function cycleVerdicts<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
): Promise<Verdict<Origin>[]> {
  if (writes.length === 0) return [];
  const verdicts = writes.flatMap((write) => {
    const [, item = ''] = write.key;
    return splitCodes(write.after).includes(item) ? [refuse(write, problem('DEPENDS_ON_ITSELF', { item }))] : [];
  });
  const markets = [...new Set(writes.map((w) => w.key[0] ?? ''))];
  const stored = await dependenciesOf(tx, markets);
  for (const market of markets) {
    const ofMarket = writes.filter((w) => w.key[0] === market);
    const written = new Map(ofMarket.map((w) => [w.key[1] ?? '', w]));
    const cycle = findCycle([
      ...stored.filter((d) => d.market === market && !written.has(d.item)).map((d) => [d.item, d.on] as const),
      ...ofMarket.flatMap((w) => splitCodes(w.after).map((on) => [w.key[1] ?? '', on] as const)),
    ]);
    if (!cycle || cycle.length < 2) continue;
    const blamed = cycle.flatMap((item) => written.get(item) ?? []);
    verdicts.push(...blamed.map((write) => refuse(write, problem('DEPENDENCY_CYCLE', { cycle }))));
  }
  return verdicts;
}
