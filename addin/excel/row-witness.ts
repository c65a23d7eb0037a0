import { matrixOf } from '../../schema/matrix/matrices.ts';
import type { View } from '../flows/view.ts';

/**
 * The label that tells best whether a row still stands beside its own key. A sheet that was sorted without the column of
 * keys looks untouched in the keys alone; one label more shows it.
 */
export interface Witness {
  readonly column: string;
  /** What the label reads beside this key; null for a key that is no view's. */
  expected(key: string): string | null;
}

/** Of the labels that make up the key, the one with the most different values. */
export function witnessOf(view: View): Witness {
  const parts = matrixOf(view.request.kind).rowKey;
  const codes = view.rows.map(([key]) => key.split('/'));
  const variety = parts.map((_, at) => new Set(codes.map((code) => code[at])).size);
  const best = variety.indexOf(Math.max(...variety));
  return { column: parts[best] ?? '', expected: (key) => key.split('/')[best] ?? null };
}
