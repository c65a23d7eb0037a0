/**
 * Row keys: the codes of a row's key, joined by `/`, for example `SMB/R-014`. A code never contains the joint, so a key
 * splits into exactly the codes that it was made of.
 */
const CODE = /^[A-Za-z0-9._-]{1,64}$/;
const JOINT = '/';

/** True for 1 to 64 letters, digits, dots, underscores and hyphens of ASCII. */
export const isCode = (text: string): boolean => CODE.test(text);

/** @throws Error when a part could not be split off again: our own mistake, never the analyst's. */
export function joinKey(codes: readonly string[]): string {
  const bad = codes.find((code) => !isCode(code));
  if (bad !== undefined || codes.length === 0) throw new Error(`not a code: ${(bad ?? '').slice(0, 40)}`);
  return codes.join(JOINT);
}

/** The codes of a key, or null when `key` is not `length` codes joined by `/`. */
export function splitKey(key: string, length: number): string[] | null {
  if (key.length > length * 65) return null;
  const codes = key.split(JOINT);
  return codes.length === length && codes.every(isCode) ? codes : null;
}
