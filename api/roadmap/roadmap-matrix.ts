/** ROADMAP as a matrix source: all its columns are fixed. */
import { type FixedColumn, isGenerated } from '../../schema/matrix/definition.ts';
import { roadmap } from '../../schema/matrix/roadmap.matrix.ts';
import type { MatrixSource } from '../view/matrix-source.ts';
import { fixedColumn } from '../view/view-column.ts';
import { roadmapRows } from './roadmap-matrix.queries.ts';

const columns = roadmap.columns.filter((c): c is FixedColumn => !isGenerated(c)).map(fixedColumn);

export const roadmapSource: MatrixSource = {
  kind: 'ROADMAP',
  open: (_tx, request) =>
    Promise.resolve({
      definition: roadmap,
      title: roadmap.title,
      filter: request.filter ?? {},
      asOf: request.asOf,
      columns,
    }),
  rows: roadmapRows,
};
