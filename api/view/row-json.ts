/**
 * SQL expressions for the pieces of a matrix row's JSON text. Joining pieces costs a third less than json_build_array, which
 * looks up the output function of every argument in every row; and what a row shares with its neighbours is written once.
 */

/** A code, a choice or a day: text that CHECKs and types keep free of what JSON escapes. */
export const bare = (expression: string): string => `coalesce('"' || ${expression} || '"', 'null')`;
/** Such a text that is never null. */
export const quoted = (expression: string): string => `'"' || ${expression} || '"'`;
/** Any text. */
export const text = (expression: string): string => `coalesce(to_json(${expression})::text, 'null')`;
/** A whole number. */
export const whole = (expression: string): string => `coalesce(${expression}::text, 'null')`;
/** A decimal without trailing zeros. */
export const decimal = (expression: string): string => `coalesce(trim_scale(${expression})::text, 'null')`;

/** Several pieces, none of them null, as one. */
export const pieces = (expressions: readonly string[]): string => expressions.join(` || ',' || `);
/** The pieces, none of them null, as a JSON array. */
export const jsonRow = (expressions: readonly string[]): string => `'[' || ${pieces(expressions)} || ']'`;
