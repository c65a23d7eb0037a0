/** A push the naive way: load, compare versions, assign, save; and a row of the audit for each. No rule is checked. */
import { randomUUID } from 'node:crypto';
import { type DataSource, In } from 'typeorm';
import { Change, ChangeSet, Price } from './entities.ts';
import type { PriceEdit } from './price-edit.ts';

const CHUNKS = { chunk: 1_000 } as const;

export function savePrices(source: DataSource, edits: readonly PriceEdit[]): Promise<number> {
  return source.transaction(async (manager) => {
    const [{ number, author }] = await manager.query<[{ number: number; author: string }]>(
      `SELECT r.number, u.id AS author FROM revision r, app_user u WHERE u.subject = 'pricing' FOR UPDATE OF r`,
    );
    const revision = number + 1;
    const ids = edits.map((edit) => edit.id);
    const relations = { market: true, offering: true, priceList: true } as const;
    const prices = await manager.find(Price, { where: { id: In(ids) }, relations });
    const byId = new Map(prices.map((price) => [price.id, price]));
    const set = { id: randomUUID(), revision, authorId: author, authorName: 'naive', kind: 'PUSH', state: 'APPLIED' };
    await manager.save(ChangeSet, manager.create(ChangeSet, { ...set, appliedAt: new Date() }));
    const changes = edits.map((edit) => {
      const price = byId.get(edit.id);
      if (price?.revision !== edit.revision) throw new Error(`the price ${edit.id} has changed`);
      const { market, offering, priceList, billingPeriod, minQuantity, cell } = price;
      const row = [market.code, offering.code, priceList.code, billingPeriod, minQuantity, cell].join('/');
      const values = { before: price.amount, after: edit.amount, validFrom: price.validFrom };
      const at = { changeSetId: set.id, revision, marketId: market.id, entity: 'Price', field: 'amount', row };
      Object.assign(price, { amount: edit.amount, revision });
      return manager.create(Change, { ...at, ...values });
    });
    // In one INSERT they would be more parameters than PostgreSQL's protocol can count.
    await manager.save(prices, CHUNKS);
    await manager.save(changes, CHUNKS);
    await manager.query('UPDATE revision SET number = $1', [revision]);
    return edits.length;
  });
}
