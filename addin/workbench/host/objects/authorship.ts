import { isAbsent, oneOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument, Property } from '../host-object.ts';

/** Comments here are all by the one who sits at the workbench. */
export const authorship = <T>(
  of: (self: T) => { readonly id: string; readonly createdAt: Date },
): { readonly [name: string]: Property<T> } => ({
  Id: { get: (self) => of(self).id },
  AuthorName: { get: () => 'Workbench' },
  AuthorEmail: { get: () => '' },
  CreationDate: { get: (self) => of(self).createdAt.toISOString() },
  ContentType: { get: () => 'Plain' },
});

/** @throws HostError NotImplemented for comments that mention someone */
export function requirePlain(type: Argument | undefined, location: string): void {
  if (!isAbsent(type) && oneOf(type, ['Plain', 'Mention'] as const, location) === 'Mention') {
    throw new HostError('NotImplemented', location, 'This host has no one to mention.');
  }
}
