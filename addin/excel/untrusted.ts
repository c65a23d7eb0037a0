/** Reading JSON that anybody may have edited: each reader answers the value or throws with the path where it is wrong. */
export class UntrustedFault extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

export type Reader<T> = (value: unknown, path: string) => T;

export function fail(path: string): never {
  throw new UntrustedFault(path);
}

export const text =
  (maxLength: number): Reader<string> =>
  (value, path) =>
    typeof value === 'string' && value.length <= maxLength ? value : fail(path);

export const whole: Reader<number> = (value, path) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : fail(path);

export const flag: Reader<boolean> = (value, path) => (typeof value === 'boolean' ? value : fail(path));

export const oneOf =
  <T extends string>(allowed: readonly T[]): Reader<T> =>
  (value, path) =>
    allowed.find((name) => name === value) ?? fail(path);

export const nullable =
  <T>(reader: Reader<T>): Reader<T | null> =>
  (value, path) =>
    value === null || value === undefined ? null : reader(value, path);

export const list =
  <T>(reader: Reader<T>, maxLength: number): Reader<readonly T[]> =>
  (value, path) =>
    Array.isArray(value) && value.length <= maxLength
      ? value.map((item: unknown, i) => reader(item, `${path}[${i}]`))
      : fail(path);

/** A list whose items are read elsewhere. */
export const anyList =
  (maxLength: number): Reader<readonly unknown[]> =>
  (value, path) =>
    Array.isArray(value) && value.length <= maxLength ? (value as unknown[]) : fail(path);

export const isScalar = (value: unknown): value is string | number | boolean | null =>
  value === null || typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string';

/** A field of an object; unknown fields are not looked at. */
export function field<T>(value: unknown, name: string, { reader, path }: { reader: Reader<T>; path: string }): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fail(path);
  const own: unknown = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
  return reader(own, path === '' ? name : `${path}.${name}`);
}
