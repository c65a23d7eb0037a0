/** Which cell of which matrix shows a stored field: so that an undo speaks of rows and columns, as a push does. */
import { isGenerated, type MatrixDefinition } from '../../schema/matrix/definition.ts';
import { MATRICES } from '../../schema/matrix/matrices.ts';

interface StoredField {
  readonly entity: string;
  /** The natural key, codes joined by `/`. */
  readonly row: string;
  readonly field: string;
}

/** Row key and column; what no matrix shows keeps its own names. A whole record is a row without a column. */
export function matrixCell({ entity, row, field }: StoredField): { row: string; column: string | null } {
  const isRecord = field === 'archived';
  const key = row.split('/');
  for (const definition of MATRICES) {
    for (const column of definition.columns) {
      const { binding } = column;
      if (binding?.entity !== entity || (!isRecord && binding.field !== field)) continue;
      const name = isGenerated(column) ? key[binding.key.indexOf('@column')] : column.key;
      return { row: rowKey(definition, binding.key, key), column: isRecord ? null : (name ?? null) };
    }
  }
  return { row, column: isRecord ? null : field };
}

const rowKey = ({ rowKey: names }: MatrixDefinition, parts: readonly string[], key: readonly string[]): string =>
  names.map((name) => key[parts.indexOf(name)] ?? '').join('/');
