/**
 * JSON made in SQL as text, without spaces. `json_build_object` takes four times as long (measured): it asks for the type of
 * each value in each row, and reads again whatever is JSON already.
 */
import { literal } from './statement.ts';

/** A piece of an answer: characters as they are, or an SQL expression of type text that is never null. */
export type Piece = { readonly as: string } | { readonly sql: string };

/** Only for names that come from the registry. */
export const characters = (as: string): Piece => ({ as });
export const expression = (sql: string): Piece => ({ sql });

/** A JSON object of keys and values, in that order. */
export function objectOf(pairs: readonly (readonly [key: Piece, value: readonly Piece[]])[]): Piece[] {
  const inner = pairs.flatMap(([key, value], i) => [
    ...(i === 0 ? [] : [characters(',')]),
    key,
    characters(':'),
    ...value,
  ]);
  return [characters('{'), ...inner, characters('}')];
}

/** The pieces as one expression. */
export const textOf = (pieces: readonly Piece[]): string => halves(merged(pieces));

/** What stands beside each other as it is becomes one literal. */
function merged(pieces: readonly Piece[]): string[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last && 'as' in last && 'as' in piece) all[all.length - 1] = characters(last.as + piece.as);
    else all.push(piece);
  }
  return all.map((piece) => ('as' in piece ? literal(piece.as) : piece.sql));
}

/** In halves, so that neither the depth of the expression nor what is copied grows with the square of its length. */
function halves(parts: readonly string[]): string {
  const [only] = parts;
  if (only === undefined) return `''`;
  if (parts.length === 1) return only;
  const middle = Math.ceil(parts.length / 2);
  return `(${halves(parts.slice(0, middle))} || ${halves(parts.slice(middle))})`;
}
