import type { FixedColumn } from '../../schema/matrix/definition.ts';
import type { ViewColumn } from './matrix-source.ts';

/** A column of the definition as a view shows it: always there, editable when it is bound to a record. */
export function fixedColumn(column: FixedColumn): ViewColumn {
  const { key, title, group, type, unit, scale, options, binding } = column;
  return {
    key,
    title,
    type,
    group: group ?? null,
    unit: unit ?? null,
    scale: scale ?? null,
    options: options ?? null,
    editable: binding !== undefined,
    since: 0,
    until: null,
  };
}
