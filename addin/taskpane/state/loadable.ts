import type { Notice } from './notice.ts';

/** Something that is asked for: while it is asked for again, what was known before is still shown. */
export type Loadable<T> =
  | { readonly status: 'IDLE' }
  | { readonly status: 'LOADING'; readonly value?: T }
  | { readonly status: 'READY'; readonly value: T }
  | { readonly status: 'FAILED'; readonly notice: Notice };

export const knownValue = <T>(of: Loadable<T>): T | undefined =>
  of.status === 'READY' || of.status === 'LOADING' ? of.value : undefined;

/** Asked for (again). */
export function loading<T>(before: Loadable<T>): Loadable<T> {
  const value = knownValue(before);
  return value === undefined ? { status: 'LOADING' } : { status: 'LOADING', value };
}
