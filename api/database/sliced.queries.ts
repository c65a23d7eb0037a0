/**
 * A long JSON text in rows of slices, where it does not come in pieces by itself. PostgreSQL's protocol knows no part of a
 * value, so that Node would have to take it whole.
 */
import type { LongStatement, Statement } from './transaction.ts';

/** Bytes: so many that slicing costs nothing (measured), so few that some of them on the way are nothing. */
const SLICE = 65_536;

/** Of plans that are kept: a text that is made anew would be hashed and compared anew wherever it is looked up. */
const known = new WeakMap<LongStatement, Statement>();

/** The statement as rows of slices, with `facts` beside the first. */
export function sliced(statement: LongStatement): Statement {
  const made = known.get(statement) ?? (statement.inPieces ? passedOn(statement) : cutUp(statement));
  known.set(statement, made);
  return made;
}

const passedOn = ({ text, values, long }: LongStatement): Statement => ({
  text: `SELECT ${long} AS slice FROM (${text}) t`,
  values,
});

/**
 * Cut as bytes, which takes the same time wherever a slice lies, and at the beginning of a character. LATERAL and OFFSET 0:
 * the text is made once.
 */
const cutUp = ({ text, values, long, facts = [] }: LongStatement): Statement => ({
  text: `SELECT convert_from(substring(a.bytes FROM ${cut('i')} + 1 FOR ${cut(`(i + ${SLICE})`)} - ${cut('i')}), 'UTF8') AS slice
      ${facts.map((fact) => `, CASE WHEN i = 0 THEN a.${fact} END AS ${fact}`).join('')}
    FROM (SELECT ${[...facts, `convert_to(${long}, 'UTF8') AS bytes`].join(', ')} FROM (${text}) t OFFSET 0) a
    CROSS JOIN LATERAL generate_series(0, octet_length(a.bytes) - 1, ${SLICE}) i`,
  values,
});

/**
 * The first byte from `at` on that continues no character: RFC 3629 has at most three such bytes in a row, 10xxxxxx. JSON
 * ends with a bracket, which is none, so that nothing is looked at behind the end.
 */
const cut = (at: string): string =>
  `CASE WHEN ${at} >= octet_length(a.bytes) THEN octet_length(a.bytes) ELSE ${at} + CASE ${[0, 1, 2]
    .map((i) => `WHEN get_byte(a.bytes, ${at} + ${i}) & 192 <> 128 THEN ${i}`)
    .join(' ')} ELSE 3 END END`;
