/** The records of a CSV file as rows of an entity: its header is held against the fields of the registry. */
import { quoted, quotedList } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition, FieldDefinition } from '../../model/registry.ts';
import { columnsOf, givenFields, titleOf } from '../entity-columns.ts';
import type { Fault, SourcedRow } from '../sourced-row.ts';
import type { CsvFile } from './csv-file.ts';

export interface Rows {
  readonly rows: readonly SourcedRow[];
  readonly faults: readonly Fault[];
}

/** The file's own faults included. A faulty header gives no rows. */
export function rowsOf(definition: EntityDefinition, path: string, file: CsvFile): Rows {
  const header = readHeader(path, file, definition);
  const faults = [...file.faults, ...header.faults];
  if (header.faults.length > 0) return { rows: [], faults };
  const rows = file.records.map(({ line, cells }) => ({
    entity: definition.name,
    values: new Map(header.fields.map((field, i) => [field.name, cells[i] ?? ''])),
    origin: { file: path, line },
  }));
  return { rows, faults };
}

function readHeader(path: string, file: CsvFile, definition: EntityDefinition) {
  const columns = columnsOf(definition);
  const origin = { file: path, line: file.header?.line ?? 1 };
  const faults: Fault[] = [];
  const fields: FieldDefinition[] = [];
  if (file.header === null && file.faults.length === 0) faults.push({ origin, message: 'The file has no header.' });
  for (const name of (file.header?.cells ?? []).map((cell) => cell.trim())) {
    const field = columns.get(name);
    if (!field) faults.push({ origin, message: unknownColumn(name, columns) });
    else if (fields.includes(field)) faults.push({ origin, message: `The column ${quoted(name)} is given twice.` });
    else fields.push(field);
  }
  const missing = faults.length > 0 ? [] : neededFields(definition).filter((f) => !fields.includes(f));
  if (file.header)
    faults.push(...missing.map((f) => ({ origin, message: `The column ${quoted(titleOf(f))} is missing.` })));
  return { fields, faults };
}

/** What a row is known by. The market may follow from another reference; what has a default may be left out. */
function neededFields(definition: EntityDefinition): FieldDefinition[] {
  const names = definition.kept === 'timeline' ? [...definition.key, 'validFrom'] : definition.key;
  return givenFields(definition).filter(
    (f) => names.includes(f.name) && f.name !== 'market' && f.initial === undefined,
  );
}

function unknownColumn(name: string, columns: ReadonlyMap<string, FieldDefinition>): string {
  const known = quotedList([...new Map([...columns].map(([n, f]) => [f, n])).values()], 40);
  if (/[;\t]/.test(name)) return 'The cells seem to be separated by semicolons or tabs; separate them by commas.';
  return name === '' ? 'A column has no name.' : `There is no column ${quoted(name)}; the columns are ${known}.`;
}
