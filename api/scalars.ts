/** The contract's scalars. They check form only; what a value may be is judged per cell, with a rejection that names it. */
import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isDay } from '../schema/domain/day.ts';
import { parseDecimal } from '../schema/domain/decimal.ts';

function textScalar(
  name: string,
  description: string,
  isValid: (text: string) => boolean,
): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && isValid(value)) return value;
    throw new GraphQLError(`${name} cannot represent this value.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    serialize: (value) => String(value),
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal as a string: -?digits[.digits], at most 15 significant digits and 6 after the point.',
  (text) => parseDecimal(text).ok,
);

export const DateScalar = textScalar('Date', 'A calendar day, YYYY-MM-DD. "Today" is UTC.', isDay);

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2})$/;

function instant(value: unknown): string {
  if (typeof value === 'string' && INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value)))
    return value;
  throw new GraphQLError('DateTime cannot represent this value.', { extensions: { code: 'BAD_USER_INPUT' } });
}

/** The typed graph hands on PostgreSQL's text, which is in this form already. */
export const DateTimeScalar = new GraphQLScalarType<Date | string, string>({
  name: 'DateTime',
  description: 'An instant in UTC, ISO 8601 with milliseconds: 2026-11-21T09:30:12.345Z.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: instant,
  parseLiteral: (node) => instant(node.kind === Kind.STRING ? node.value : undefined),
});
