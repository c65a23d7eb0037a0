/** Locked plans and periods, and envelopes (contract, semantics 10 and 14): all of them refuse. */
import { decimal, formatDecimal, type Millionths } from '../../schema/domain/decimal.ts';
import { type AllocationChange, covers, type Envelope, exceededEnvelopes } from '../../schema/domain/envelope.ts';
import { problem } from '../../schema/errors/catalogue.ts';
import { type Addressed, byAddress } from '../records/addresses.ts';
import { type EntityCheck, refuse, type Verdict } from '../records/entity-check.ts';
import type { ReadWrite } from '../records/planned-write.ts';
import { ARCHIVED } from '../records/record-read.ts';
import type { Transaction } from '../database/transaction.ts';
import {
  amountsById,
  type EnvelopeFacts,
  envelopesOf,
  periodsByCode,
  plansByCode,
  type PlanFacts,
} from './allocation.queries.ts';

export const allocationCheck: EntityCheck = {
  entities: ['Allocation'],
  async run(tx, { writes }) {
    const own = writes.filter((w) => w.entity === 'Allocation');
    const plans = await plansByCode(tx, [...new Set(own.map((w) => partOf(w, 'plan')))]);
    return [...(await lockVerdicts(tx, own, plans)), ...(await envelopeVerdicts(tx, own, plans))];
  },
};

const PARTS = ['plan', 'market', 'line', 'function', 'period'] as const;
const partOf = (write: { readonly key: readonly string[] }, part: (typeof PARTS)[number]): string =>
  write.key[PARTS.indexOf(part)] ?? '';

async function lockVerdicts<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
  plans: readonly PlanFacts[],
): Promise<Verdict<Origin>[]> {
  const locked = new Map(plans.filter((p) => p.state === 'LOCKED').map((p) => [p.code, p]));
  const periods = await periodsByCode(tx, [...new Set(writes.map((w) => partOf(w, 'period')))]);
  const closed = new Set(periods.filter((p) => p.locked).map((p) => p.code));
  const parents = new Set(periods.filter((p) => !p.isLeaf).map((p) => p.code));
  return writes.flatMap((write) => {
    const [plan, period] = [locked.get(partOf(write, 'plan')), partOf(write, 'period')];
    if (plan) return [refuse(write, problem('PLAN_LOCKED', { plan: plan.code, state: plan.state }))];
    if (closed.has(period)) return [refuse(write, problem('PERIOD_LOCKED', { period }))];
    if (parents.has(period)) return [refuse(write, problem('READ_ONLY', { column: period }))];
    return [];
  });
}

async function envelopeVerdicts<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
  plans: readonly PlanFacts[],
): Promise<Verdict<Origin>[]> {
  const changes = await changesOf(tx, writes);
  // Only what raises an envelope can exceed it, and its use is the sum of a whole plan.
  const raised = new Set(changes.filter((c) => c.delta > 0n).map((c) => c.plan));
  if (raised.size === 0) return [];
  const envelopes = await envelopesOf(tx, [...raised]);
  return plans.flatMap((plan) => {
    const ofPlan = envelopes.filter((e) => e.plan === plan.code).map(inMillionths);
    const own = changes.filter((c) => c.plan === plan.code);
    const byCode = new Map(ofPlan.map((e) => [e.code, e]));
    return exceededEnvelopes(ofPlan, own).flatMap(({ envelope: code, excess, rows }) => {
      const envelope = byCode.get(code);
      const raising = new Set(rows);
      const blamed = own.filter((c) => c.delta > 0n && raising.has(c.row) && envelope && covers(envelope, c));
      const why = problem('ENVELOPE_EXCEEDED', {
        envelope: code,
        excess: formatDecimal(excess),
        currency: plan.currency,
      });
      return blamed.map((c) => refuse(c.write, why));
    });
  });
}

const inMillionths = (e: EnvelopeFacts): Envelope => ({
  ...e,
  cap: decimal(e.cap),
  used: decimal(e.used),
  periods: e.periods && new Set(e.periods),
});

interface OriginChange<Origin> extends AllocationChange {
  readonly plan: string;
  readonly write: ReadWrite<Origin>;
}

/** What each allocation would gain or lose, once for each record. */
async function changesOf<Origin>(
  tx: Transaction,
  writes: readonly ReadWrite<Origin>[],
): Promise<OriginChange<Origin>[]> {
  const records = byAddress(writes);
  const stored = await amountsBefore(tx, records);
  return records.flatMap((record) => {
    const amount = amountIn(record);
    const write = amount ?? record.writes[0];
    if (!write) return [];
    const before = stored(record);
    const isArchived = record.writes.some((w) => w.field === ARCHIVED && w.after === 'true');
    const written = amount ? (amount.after === null ? 0n : decimal(amount.after)) : before;
    const [plan, market, line, fn] = PARTS.map((part) => partOf(write, part)) as [string, string, string, string];
    const row = [plan, market, line, fn].join('/');
    const delta = (isArchived ? 0n : written) - before;
    return [{ row, plan, market, function: fn, period: partOf(write, 'period'), delta, write }];
  });
}

type Allocation<Origin> = Addressed<ReadWrite<Origin>>;

const amountIn = <Origin>({ writes }: Allocation<Origin>): ReadWrite<Origin> | undefined =>
  writes.find((w) => w.field === 'amount');

/** What each allocation holds now: the write of its amount knows; asked for where something else of it is written. */
async function amountsBefore<Origin>(
  tx: Transaction,
  records: readonly Allocation<Origin>[],
): Promise<(record: Allocation<Origin>) => Millionths> {
  const unread = records.filter((record) => !amountIn(record)).flatMap(({ writes }) => writes[0]?.row?.id ?? []);
  const amounts = unread.length === 0 ? [] : await amountsById(tx, unread);
  const byId = new Map(amounts.map((a) => [a.id, decimal(a.amount)]));
  return (record) => {
    const amount = amountIn(record);
    if (amount) return amount.exists && amount.before !== null ? decimal(amount.before) : 0n;
    return byId.get(record.writes[0]?.row?.id ?? '') ?? 0n;
  };
}
