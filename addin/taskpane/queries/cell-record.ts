/** The record behind a cell, by the binding of the matrix's definition: what the audit knows it by. */
import { isGenerated, type CellBinding, type MatrixDefinition } from '../../../schema/matrix/definition.ts';
import { matrixOf } from '../../../schema/matrix/matrices.ts';
import { cellIndex, type View } from '../../flows/view.ts';
import type { CellPlace } from '../../flows/sheet.port.ts';

export interface CellRecord {
  readonly entity: string;
  /** The natural key, codes joined by `/`. */
  readonly row: string;
  readonly field: string;
}

/** Null where no record is behind the cell: labels, totals, and a budget whose plan the server chose. */
export function cellRecord(view: View, place: CellPlace): CellRecord | null {
  const definition = matrixOf(view.request.kind);
  const binding = bindingOf(definition, view, place.column);
  if (!binding) return null;
  const parts = binding.key.map((part) => keyPart(part, { view, place }));
  if (parts.some((part) => part === null)) return null;
  return { entity: binding.entity, row: parts.join('/'), field: binding.field };
}

function bindingOf({ columns }: MatrixDefinition, view: View, key: string): CellBinding | null {
  const fixed = columns.find((c) => !isGenerated(c) && c.key === key);
  if (fixed) return fixed.binding ?? null;
  const isShown = view.columns.some((c) => c.key === key);
  return isShown ? (columns.find(isGenerated)?.binding ?? null) : null;
}

function keyPart(part: string, { view, place }: { view: View; place: CellPlace }): string | null {
  if (part === '@column') return place.column;
  if (part === '@plan') return view.request.filter?.plan ?? null;
  if (part.startsWith("'")) return part.slice(1, -1);
  const value = view.rows.find(([key]) => key === place.row)?.[cellIndex(view, part)];
  return value == null ? null : String(value);
}
