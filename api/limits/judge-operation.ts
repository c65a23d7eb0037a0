/** All that is judged of an operation once its variables are known, before anything of it runs. */
import { RequestError } from '../request-error.ts';
import type { QueryLimits } from './limits.ts';
import { checkWeight, type WeighedQuery } from './query-weight.ts';
import { checkVariableFields } from './variable-fields.ts';

/** @throws RequestError BAD_REQUEST, LIMIT_EXCEEDED, BAD_USER_INPUT, answered with 400 */
export function judgeOperation(query: WeighedQuery, limits: QueryLimits): void {
  const { operation } = query.operation;
  // Validation does not ask, and the executor's error would be one of ours.
  if (!query.schema.getRootType(operation)) {
    throw new RequestError('BAD_REQUEST', `There is no ${operation} here.`, 400);
  }
  checkWeight(query, limits);
  checkVariableFields(query);
}
