/** Rows of a timeline entity (prices) as planned writes: each version from its first day, and the end of the last one. */
import { overlaps, type Validity } from '../../../schema/domain/day.ts';
import type { PlannedWrite } from '../../records/planned-write.ts';
import type { EntityDefinition } from '../../model/registry.ts';
import { type Fault, placeOf, type SourceLine } from '../sourced-row.ts';
import type { StoredRecords } from '../stored-records.ts';
import type { ReadRow } from './read-row.ts';
import { keyOf } from './record-writes.ts';

type Write = PlannedWrite<SourceLine>;

/** Fields that the address, or the period, of a version says; the rest are its values. */
const NOT_VALUES = new Set(['validFrom', 'validTo', 'currency', 'kind']);

interface Version extends Validity {
  readonly read: ReadRow;
}

export interface TimelinePlan {
  readonly writes: readonly Write[];
  readonly faults: readonly Fault[];
}

/** All rows of one timeline entity; none of them has a fault of its own. */
export async function timelineWrites(
  definition: EntityDefinition,
  rows: readonly ReadRow[],
  stored: StoredRecords,
): Promise<TimelinePlan> {
  const series = bySeries(rows);
  const faults = series.flatMap(faultsOf);
  if (faults.length > 0) return { writes: [], faults };
  const ends = series.flatMap(endsOf);
  // Where the database lets another version begin on the very day, that one stays.
  const continued = await stored.startsAmong(
    definition,
    ends.map(({ read, to }) => ({ key: keyOf(read), from: to })),
  );
  const writes = series.flat().flatMap(openingWrites);
  return { writes: [...writes, ...ends.filter((_, i) => !continued.has(i)).map(closingWrite)], faults };
}

/** Versions of one key in the order of their days. */
function bySeries(rows: readonly ReadRow[]): Version[][] {
  const series = new Map<string, Version[]>();
  for (const read of rows) {
    const key = keyOf(read).join('/');
    const versions = series.get(key) ?? [];
    series.set(key, versions);
    versions.push({ read, from: read.values.get('validFrom') ?? '', to: read.values.get('validTo') ?? null });
  }
  return [...series.values()].map((versions) =>
    versions.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
  );
}

function faultsOf(series: readonly Version[]): Fault[] {
  const faults: Fault[] = [];
  for (const [i, version] of series.entries()) {
    const { from, to, read } = version;
    const previous = series[i - 1];
    if (to !== null && to <= from) {
      const message = `valid_to ${to} must be after valid_from ${from}, since it is the first day on which the price no longer holds.`;
      faults.push({ origin: placeOf(read.row, 'validTo'), message });
    } else if (previous && overlaps(previous, version)) {
      faults.push({ origin: read.row.origin, message: overlapSentence(previous, version) });
    }
  }
  return faults;
}

function overlapSentence(previous: Version, { read, from }: Version): string {
  const { file, line } = previous.read.row.origin;
  const where = file === read.row.origin.file ? `line ${line}` : `${file}:${line}`;
  const until = previous.to === null ? `has no end` : `ends on ${previous.to}`;
  return `The price begins on ${from} while that of ${where}, which ${until}, still holds; end that one on ${from} or before.`;
}

const valuesOf = ({ definition, values }: ReadRow): [string, string | null][] =>
  [...values].filter(([field]) => !definition.key.includes(field) && !NOT_VALUES.has(field));

interface End {
  readonly read: ReadRow;
  readonly to: string;
}

/** Versions that end without another one beginning on the same day. */
function endsOf(series: readonly Version[]): End[] {
  return series.flatMap(({ read, to }, i) => (to === null || series[i + 1]?.from === to ? [] : [{ read, to }]));
}

/** The field that holds the price itself; clearing it ends the price. */
const mainField = ({ values }: ReadRow): 'amount' | 'text' =>
  (values.get('amount') ?? null) === null ? 'text' : 'amount';

/**
 * A row is a version, also where it only repeats the price before it. The unused one of amount and text is left alone:
 * writing a blank would end the price.
 */
function openingWrites({ read, from }: Version): Write[] {
  const main = mainField(read);
  const unused = main === 'amount' ? 'text' : 'amount';
  const address = { entity: read.definition.name, key: keyOf(read), from };
  return valuesOf(read)
    .filter(([field]) => field !== unused)
    .map(([field, after]) => ({
      ...address,
      field,
      after,
      ...(field === main && { opensVersion: true }),
      origin: placeOf(read.row, field),
    }));
}

const closingWrite = ({ read, to }: End): Write => ({
  entity: read.definition.name,
  key: keyOf(read),
  field: mainField(read),
  from: to,
  after: null,
  origin: placeOf(read.row, 'validTo'),
});
