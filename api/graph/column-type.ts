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
  /** The column as text that is the JSON that GraphQL answers, but for the quotes where it is `quoted`. */
  readonly json: (column: string) => string;
  /** Nothing in `json` needs escaping: an id, a number, a code of a closed list. */
  readonly quoted: boolean;
  /** The column as JSON that loses nothing, for a cursor. */
  readonly key: (column: string) => string;
  /** True for what `key` can have written; nothing else may reach a cast. */
  readonly isKey: (text: string) => boolean;
}

const asIs = (column: string): string => column;
const asText = (column: string): string => `${column}::text`;
/** PostgreSQL escapes what users write, and writes days as YYYY-MM-DD whatever the session's DateStyle is. */
const escaped = (column: string): string => `to_json(${column})::text`;
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
  ID: { bound: 'uuid', comparisons: ['eq', 'in'], json: asText, quoted: true, key: asIs, isKey: isUuid },
  TEXT: {
    bound: 'text',
    comparisons: ['eq', 'in', 'contains', 'isNull'],
    json: escaped,
    quoted: false,
    key: asIs,
    isKey: isText,
  },
  CHOICE: { bound: 'text', comparisons: ['eq', 'in', 'isNull'], json: asIs, quoted: true, key: asIs, isKey: isText },
  // A set out of a closed list, `text[]`; it has no order, so no cursor ever holds one.
  CHOICES: { bound: 'text', comparisons: ['has'], json: escaped, quoted: false, key: asIs, isKey: () => false },
  INTEGER: { bound: 'integer', comparisons: SCALE, json: asText, quoted: false, key: asIs, isKey: isInteger },
  DECIMAL: {
    bound: 'numeric',
    comparisons: SCALE,
    // As text: a JSON number would be read as a float on the way.
    json: (column) => `trim_scale(${column})::text`,
    quoted: true,
    key: (column) => `trim_scale(${column})::text`,
    isKey: (text) => parseDecimal(text).ok,
  },
  DATE: { bound: 'date', comparisons: SCALE, json: escaped, quoted: false, key: asIs, isKey: isDay },
  BOOLEAN: {
    bound: 'boolean',
    comparisons: ['eq', 'isNull'],
    json: asText,
    quoted: false,
    key: asIs,
    isKey: (text) => text === 'true' || text === 'false',
  },
  TIMESTAMP: {
    bound: 'timestamptz',
    comparisons: SCALE,
    json: (column) => utc(column, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    quoted: true,
    // Microseconds, as stored: a page cut between two rows of one millisecond must neither repeat nor lose one.
    key: (column) => utc(column, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    isKey: isStamp,
  },
};
