/** How values of PostgreSQL come to us. */
import pg from 'pg';

const asText = (value: string): string => value;
// `pg`'s types list the built-in scalars only; 1009 is text[].
const parserOf = pg.types.getTypeParser as (oid: number, format?: string) => (value: string) => unknown;
const textArray = parserOf(1009);

// Object ids: https://github.com/postgres/postgres/blob/REL_18_STABLE/src/include/catalog/pg_type.dat
const OVERRIDES = new Map<number, (value: string) => unknown>([
  [20, asText], // int8: may exceed 2^53
  [1700, asText], // numeric: money is never a float
  [1082, asText], // date: a calendar day has no time and no zone
  [1016, textArray], // int8[]
  [1231, textArray], // numeric[]
  [1182, textArray], // date[]
]);

/** Exact numbers and days stay text; the rest is as `pg` has it: `timestamptz` a Date, `jsonb` parsed. */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: string) => OVERRIDES.get(oid) ?? parserOf(oid, format)) as never,
};
