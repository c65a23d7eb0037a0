/** The smallest world with every kind of parent: two markets, a suite with two lines, products, a line-up, an offering. */
import type { Transaction } from '../../api/database/transaction.ts';
import { plan, put } from './writing.ts';

export async function smallWorld(tx: Transaction): Promise<void> {
  const write = (entity: string, records: Record<string, Record<string, string>>) =>
    put(
      tx,
      Object.entries(records).flatMap(([key, fields]) => plan(entity, key, fields)),
    );
  await write('Currency', {
    USD: { name: 'US Dollar', minorUnit: '2' },
    EUR: { name: 'Euro', minorUnit: '2' },
    KWD: { name: 'Kuwaiti Dinar', minorUnit: '3' },
  });
  await write('Person', { ANN: { name: 'Ann' }, BEN: { name: 'Ben' } });
  await write('Market', { SMB: { name: 'Small business' }, ENT: { name: 'Enterprise' } });
  await write('Segment', { 'SMB/S1': { name: 'Shops' }, 'ENT/S2': { name: 'Banks' } });
  // Both markets have a problem P1: codes are unique within a market only.
  await write('Problem', { 'SMB/P1': { name: 'Billing' }, 'ENT/P1': { name: 'Audit' }, 'ENT/P2': { name: 'Risk' } });
  await write('ProductSuite', { CORE: { name: 'Core' } });
  await write('ProductLine', {
    PAY: { suite: 'CORE', name: 'Pay', posture: 'BALANCED' },
    BOOK: { suite: 'CORE', name: 'Book', posture: 'HIGH_GROWTH' },
  });
  await write('Product', {
    'PAY-1': { line: 'PAY', name: 'Pay One', lifecycle: 'ACTIVE' },
    'BOOK-1': { line: 'BOOK', name: 'Book One', lifecycle: 'ACTIVE' },
  });
  await write('LineUp', {
    'SMB/L1': { problem: 'P1', line: 'PAY', name: 'Pay for shops' },
    'SMB/L2': { problem: 'P1', line: 'BOOK', name: 'Books for shops' },
  });
  await write('Offering', {
    'SMB/O1': { lineUp: 'L1', product: 'PAY-1', name: 'Good', kind: 'TIER', tierRank: '1', lifecycle: 'ACTIVE' },
    'SMB/O2': { lineUp: 'L1', product: 'PAY-1', name: 'Better', kind: 'TIER', tierRank: '2', lifecycle: 'ACTIVE' },
  });
  await write('PriceList', {
    STD: { name: 'Standard', state: 'PUBLISHED' },
    SHOPS: { name: 'Shops', market: 'SMB', segment: 'S1', state: 'DRAFT' },
  });
}
