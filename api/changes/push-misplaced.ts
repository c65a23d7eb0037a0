/** What to say of a pushed cell whose record or value is a code that names nothing. */
import { problem } from '../../schema/errors/catalogue.ts';
import type { Problem } from '../../schema/errors/rejection.ts';
import { isGenerated } from '../../schema/matrix/definition.ts';
import { matrixOf } from '../../schema/matrix/matrices.ts';
import type { PushOrigin } from './push-plan.ts';
import type { PushInput } from './push.types.ts';
import type { Misplaced } from '../records/store.ts';

interface Push {
  readonly input: PushInput;
  /** The key of an inserted row. */
  readonly rowOf: (origin: PushOrigin) => string;
}

export function describeMisplaced({ write, code, field, value }: Misplaced<PushOrigin>, push: Push): Problem {
  const { origin } = write;
  // The only record that a new row can find in its way here is an archived one: its code is taken, not unknown.
  if (code === 'UNKNOWN_ROW' && origin.action === 'insert') {
    return problem('DUPLICATE_ROW', { row: push.rowOf(origin), where: 'STORED' });
  }
  return problem('UNKNOWN_CODE', { field: titleOf(push.input, origin, { entity: write.entity, field }), value });
}

/** The title of the column in which the code stands: the cell's own, or the header column of a part of the row's key. */
function titleOf(input: PushInput, { part, column }: PushOrigin, at: { entity: string; field: string }): string {
  const kind = input.parts[part]?.request.kind;
  if (kind === undefined) return at.field;
  const { columns, header } = matrixOf(kind);
  const bound = columns.find((c) => c.binding?.entity === at.entity && c.binding.field === at.field);
  if (bound && !isGenerated(bound) && bound.key === column) return bound.title;
  const snake = at.field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
  return header.find((h) => h.key === snake)?.title ?? at.field;
}
