/** One Pricing2Yaml file: the price page of a vendor as it stood on a day. Only what the import takes is looked at. */
import { isCollection, isMap, isScalar, type Node } from 'yaml';
import { isDay } from '../../../schema/domain/day.ts';
import { problem } from '../../../schema/errors/catalogue.ts';
import { quoted } from '../../../schema/errors/quoted.ts';
import type { Fault, SourceLine } from '../sourced-row.ts';
import { readPlanPrice } from './plan-price.ts';
import { addFault, entriesOf, type Entry, isBlank, textAt, textOf, type YamlFile } from './yaml-file.ts';

/** A value and the line on which it stands. */
export interface Placed {
  readonly text: string;
  readonly line: number;
}

export interface Plan {
  readonly key: string;
  readonly line: number;
  readonly price: { readonly kind: 'LIST' | 'QUOTE' } & Placed;
  /** Null: the plan has none. */
  readonly unit: Placed | null;
}

export interface Snapshot {
  readonly file: string;
  readonly saasName: Placed;
  /** `YYYY-MM-DD` */
  readonly createdAt: Placed;
  readonly currency: Placed;
  /** In the order of the page, which is the order of the tiers. */
  readonly plans: readonly Plan[];
}

export interface ReadSnapshot {
  /** Absent when the file has faults. */
  readonly snapshot?: Snapshot;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Fault[];
  /** How much of what is there and not taken, by name. */
  readonly notTaken: ReadonlyMap<string, number>;
}

export function readSnapshot(file: YamlFile): ReadSnapshot {
  const top = entriesOf(file, file.root);
  const saasName = textAt(file, top, 'saasName');
  const currency = textAt(file, top, 'currency');
  const createdAt = textAt(file, top, 'createdAt');
  if (createdAt && !isDay(createdAt.text)) {
    addFault(file, createdAt.line, problem('BAD_DATE', { field: 'createdAt', value: createdAt.text }).message);
  }
  const warnings: Fault[] = [];
  const notTaken = new Map<string, number>();
  countRest(top, new Set(['saasName', 'currency', 'createdAt', 'plans']), '', notTaken);
  const plans = readPlans(file, top.get('plans'), { warnings, notTaken });
  const rest = { faults: file.faults, warnings, notTaken };
  if (!saasName || !currency || !createdAt || file.faults.length > 0) return rest;
  return { snapshot: { file: file.path, saasName, currency, createdAt, plans }, ...rest };
}

interface Notes {
  readonly warnings: Fault[];
  readonly notTaken: Map<string, number>;
}

/** No plans at all is a page too: it ends the prices of the page before. */
function readPlans(file: YamlFile, entry: Entry | undefined, notes: Notes): Plan[] {
  if (!entry || isBlank(entry.value)) return [];
  if (!isMap(entry.value)) {
    addFault(file, entry.line, 'plans must be a mapping of plan keys to plans.');
    return [];
  }
  return [...entriesOf(file, entry.value).values()].flatMap((plan) => readPlan(file, plan, notes) ?? []);
}

function readPlan(file: YamlFile, { key, line, value }: Entry, notes: Notes): Plan | undefined {
  if (!isMap(value)) return void addFault(file, line, `The plan ${quoted(key)} must be a mapping with a price.`);
  const fields = entriesOf(file, value);
  countRest(fields, new Set(['price', 'unit']), ' of plans', notes.notTaken);
  const unit = readUnitText(file, fields.get('unit'));
  if (unit === null) {
    const origin: SourceLine = { file: file.path, line };
    notes.warnings.push({
      origin,
      message: `The plan ${quoted(key)} has no unit; its price is taken as monthly, without a metric.`,
    });
  }
  const entry = fields.get('price');
  const price = readPlanPrice(entry?.value ?? null);
  if (price.kind === 'FAULT') return void addFault(file, entry?.line ?? line, `Plan ${quoted(key)}: ${price.message}`);
  return { key, line, price: { kind: price.kind, text: price.text, line: entry?.line ?? line }, unit };
}

function readUnitText(file: YamlFile, entry: Entry | undefined): Placed | null {
  if (!entry || isBlank(entry.value)) return null;
  if (!isScalar(entry.value)) {
    addFault(file, entry.line, 'unit must be a text.');
    return null;
  }
  const text = textOf(entry.value);
  return text.trim() === '' ? null : { text, line: entry.line };
}

const NAMES: ReadonlyMap<string, string> = new Map([
  ['addOns', 'add-ons'],
  ['usageLimits', 'usage limits'],
  ['billing', 'billing factors'],
  ['url', 'urls'],
  ['version', 'versions'],
  ['syntaxVersion', 'syntax versions'],
  ['description', 'descriptions'],
]);

function countRest(
  entries: ReadonlyMap<string, Entry>,
  taken: ReadonlySet<string>,
  where: string,
  counts: Map<string, number>,
): void {
  for (const { key, value } of entries.values()) {
    const count = taken.has(key) ? 0 : sizeOf(value);
    const name = (NAMES.get(key) ?? key.slice(0, 60)) + where;
    if (count > 0) counts.set(name, (counts.get(name) ?? 0) + count);
  }
}

/** Entries of a list or mapping; 1 for a value, 0 for a blank. */
function sizeOf(node: Node | null): number {
  if (isBlank(node)) return 0;
  if (isCollection(node)) return node.items.length;
  return isScalar(node) && node.value === '' ? 0 : 1;
}
