/**
 * Refuses variables with a field that their type does not have. graphql-js would, too, but it writes the whole object into a
 * message for every such field: 60,000 of them, less than a megabyte, kept the process busy for minutes (docs/adr/0064).
 */
import { type GraphQLInputType, isInputObjectType, isInputType, isListType, isNonNullType, typeFromAST } from 'graphql';
import { RequestError } from '../request-error.ts';
import type { WeighedQuery } from './query-weight.ts';

const LONGEST_NAME = 50;

/** Of a query that has passed validation, its variables no deeper than allowed. @throws RequestError BAD_USER_INPUT */
export function checkVariableFields({ schema, operation, variables }: WeighedQuery): void {
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const type = typeFromAST(schema, node);
    if (isInputType(type) && Object.hasOwn(variables, name)) checkValue(variables[name], type, name);
  }
}

/** Whatever else is wrong with a value the executor says, in a message for each fault. */
function checkValue(value: unknown, type: GraphQLInputType, variable: string): void {
  if (isNonNullType(type)) checkValue(value, type.ofType, variable);
  else if (isListType(type)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) checkValue(item, type.ofType, variable);
  } else if (isInputObjectType(type) && typeof value === 'object' && value !== null) {
    const fields = type.getFields();
    for (const [name, inner] of Object.entries(value)) {
      const field = fields[name];
      if (!field) throw unknownField(name, { variable, type: type.name });
      checkValue(inner, field.type, variable);
    }
  }
}

function unknownField(name: string, { variable, type }: { variable: string; type: string }): RequestError {
  const told = name.slice(0, LONGEST_NAME);
  return new RequestError('BAD_USER_INPUT', `Variable "$${variable}" has a field "${told}" that ${type} has not.`, 400);
}
