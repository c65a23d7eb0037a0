/** How each kind of column is written as JSON, ordered by, kept in a cursor and filtered. One table for all of it. */
import { isDay } from '../../schema/domain/day.ts';
import { parseDecimal } from '../../schema/domain/decimal.ts';
import type { FieldType } from '../model/registry.ts';
import type { BoundType } from './statement.ts';

export type ColumnKind = Exclude<FieldType, 'REFERENCE'> | 'CHOICES' | 'ID' | 'TIMESTAMP';

/** Comparisons that a filter offers. */
export type Comparison = 'eq' | 'in' | 'lt' | 'lte' | 'gt' | 'gte' | 'contains' | 'has' | 'isNull';

interface ColumnFacts {
  readonly bound: BoundType;
  readonly comparisons: readonly Comparison[];
  /** The column as the text of the JSON that GraphQL answers; NULL for null. */
  readonly json: (column: string) => string;
  /** The column as JSON that loses nothing, for a cursor. */
  readonly key: (column: string) => string;
  /** True for what `key` can have written; nothing else may reach a cast. */
  readonly isKey: (text: string) => boolean;
}

const asIs = (column: string): string => column;
const asText = (column: string): string => `${column}::text`;
/** For what needs no escapes. */
const quoted = (text: string): string => `'"' || ${text} || '"'`;
const escaped = (column: string): string => `to_json(${column})::text`;
const decimal = (column: string): string => `trim_scale(${column})::text`;
const utc = (column: string, format: string): string => `to_char(${column} AT TIME ZONE 'UTC', '${format}')`;
const SCALE: readonly Comparison[] = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull'];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STAMP = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** PostgreSQL's text cannot hold NUL: it would end the statement with an error that is not the caller's to read. */
export const isText = (text: string): boolean => !text.includes('\u0000');

const isInteger = (text: string): boolean => /^-?\d{1,10}$/.test(text) && Math.abs(Number(text)) <= 0x7fffffff;
const isStamp = (text: string): boolean => isDay(STAMP.exec(text)?.[1] ?? '');

export const COLUMN_FACTS: Readonly<Record<ColumnKind, ColumnFacts>> = {
  ID: { bound: 'uuid', comparisons: ['eq', 'in'], json: quoted, key: asIs, isKey: isUuid },
  TEXT: { bound: 'text', comparisons: ['eq', 'in', 'contains', 'isNull'], json: escaped, key: asIs, isKey: isText },
  CHOICE: { bound: 'text', comparisons: ['eq', 'in', 'isNull'], json: quoted, key: asIs, isKey: isText },
  // A set out of a closed list, `text[]`; it has no order, so no cursor ever holds one.
  CHOICES: { bound: 'text', comparisons: ['has'], json: escaped, key: asIs, isKey: () => false },
  INTEGER: { bound: 'integer', comparisons: SCALE, json: asText, key: asIs, isKey: isInteger },
  DECIMAL: {
    bound: 'numeric',
    comparisons: SCALE,
    // As text: a JSON number would be read as a float on the way.
    json: (column) => quoted(decimal(column)),
    key: decimal,
    isKey: (text) => parseDecimal(text).ok,
  },
  // PostgreSQL writes dates in JSON as YYYY-MM-DD whatever the session's DateStyle is.
  DATE: { bound: 'date', comparisons: SCALE, json: escaped, key: asIs, isKey: isDay },
  BOOLEAN: {
    bound: 'boolean',
    comparisons: ['eq', 'isNull'],
    json: asText,
    key: asIs,
    isKey: (text) => text === 'true' || text === 'false',
  },
  TIMESTAMP: {
    bound: 'timestamptz',
    comparisons: SCALE,
    json: (column) => quoted(utc(column, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
    // Microseconds, as stored: a page cut between two rows of one millisecond must neither repeat nor lose one.
    key: (column) => utc(column, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    isKey: isStamp,
  },
};
