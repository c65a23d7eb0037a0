/** The raw text of a row as canonical values, refused with the sentences of a push where it cannot be stored. */
import { problem } from '../../../schema/errors/catalogue.ts';
import { parseCell } from '../../../schema/matrix/cell.ts';
import type { EntityDefinition, FieldDefinition } from '../../model/registry.ts';
import { cellColumnOf, givenFields, isMarketOwned, targetOf, titleOf } from '../entity-columns.ts';
import { type Fault, placeOf, type SourcedRow } from '../sourced-row.ts';

export interface ReadRow {
  readonly row: SourcedRow;
  readonly definition: EntityDefinition;
  /** Canonical text by field name; null for blank. Fields with a fault, and fields left to their default, are absent. */
  readonly values: Map<string, string | null>;
  /** References that name their market themselves (`OPS/TALK`): that market, by field name. */
  readonly prefixes: ReadonlyMap<string, string>;
  readonly faults: Fault[];
}

export function readRow(definition: EntityDefinition, row: SourcedRow): ReadRow {
  const values = new Map<string, string | null>();
  const prefixes = new Map<string, string>();
  const faults: Fault[] = [];
  for (const field of givenFields(definition)) {
    const raw = row.values.get(field.name);
    const [market, text] = raw === undefined ? ['', undefined] : splitPrefix(field, raw);
    const read = readValue(definition, field, text);
    if (read === undefined) continue;
    if (read.ok) values.set(field.name, read.value);
    else faults.push({ origin: placeOf(row, field.name), message: read.message });
    if (market !== '') prefixes.set(field.name, market);
  }
  return { row, definition, values, prefixes, faults };
}

/** `OPS/TALK` → `['OPS', 'TALK']`, where the field refers to something that belongs to a market. */
function splitPrefix(field: FieldDefinition, text: string): [string, string] {
  const slash = text.indexOf('/');
  if (slash < 1 || field.type !== 'REFERENCE' || !isMarketOwned(targetOf(field))) return ['', text];
  return [text.slice(0, slash), text.slice(slash + 1)];
}

type ReadValue = { ok: true; value: string | null } | { ok: false; message: string };

/** Undefined: the field is not written. */
function readValue(
  definition: EntityDefinition,
  field: FieldDefinition,
  text: string | undefined,
): ReadValue | undefined {
  const isKey = definition.key.includes(field.name);
  if (text === undefined || text === '') {
    if (field.initial !== undefined) return isKey ? { ok: true, value: field.initial } : undefined;
    if (text === undefined) return undefined;
    // A market left blank may follow from another reference.
    if (!field.required || field.name === 'market') return { ok: true, value: null };
    // Derived from what the row has (`price-row.ts`).
    if (definition.kept === 'timeline' && field.name === 'kind') return undefined;
    return { ok: false, message: problem('REQUIRED', { field: titleOf(field) }).message };
  }
  const parsed = parseCell(text, cellColumnOf(field));
  return parsed.ok ? parsed : { ok: false, message: parsed.problem.message };
}
