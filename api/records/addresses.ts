/** The distinct records that a list of writes addresses, and the codes among their keys that name nothing. */
import type { EntityDefinition } from '../model/registry.ts';
import { isReadable, type KeyPart } from './address-sql.ts';
import type { PlannedWrite } from './planned-write.ts';
import { targetKey } from './reference.ts';
import type { Misplaced, Pending } from './store.ts';

/** One distinct address and the writes to it. */
export interface Addressed<W> {
  readonly key: readonly string[];
  readonly writes: W[];
}

// NUL can be part of no code, so joined keys are as distinct as the keys.
export const joinedKey = (key: readonly string[]): string => key.join('\0');

/** Groups writes by record, in the order in which the records are first named. */
export function byAddress<W extends PlannedWrite>(
  writes: readonly W[],
  suffix: (write: W) => string = () => '',
): Addressed<W>[] {
  const groups = new Map<string, Addressed<W>>();
  for (const write of writes) {
    const id = joinedKey(write.key) + '\0' + suffix(write);
    const group = groups.get(id);
    if (group) group.writes.push(write);
    else groups.set(id, { key: write.key, writes: [write] });
  }
  return [...groups.values()];
}

/** The first part of a key that PostgreSQL could not even compare: `abc` where the key holds a whole number. */
export function unreadablePart(parts: readonly KeyPart[], key: readonly string[]): KeyPart | undefined {
  if (key.length !== parts.length) throw new Error(`a key of ${parts.length} codes is needed, not ${key.join('/')}`);
  return parts.find((part) => !isReadable(part.field, key[part.index] ?? ''));
}

/** The first part of a key whose bit is set and that does not come to life in the same list. */
export function unknownPart(
  parts: readonly KeyPart[],
  key: readonly string[],
  found: { bits: number; pending: Pending },
): KeyPart | undefined {
  if (found.bits === 0) return undefined;
  const market = key[parts.findIndex((p) => p.field.name === 'market')] ?? '';
  return parts.find(
    (part) =>
      part.target !== undefined &&
      (found.bits & (2 ** part.index)) !== 0 &&
      !isPending(found.pending, part.target.definition, { market, code: key[part.index] ?? '' }),
  );
}

export const isPending = (
  pending: Pending,
  target: EntityDefinition,
  place: { market: string; code: string },
): boolean => pending.get(target.name)?.has(targetKey(target, place)) ?? false;

/** All writes to one address, refused for the same code of its key. */
export function misplacedAt<Origin>(
  address: Addressed<PlannedWrite<Origin>>,
  part: KeyPart,
  code: Misplaced<Origin>['code'] = 'UNKNOWN_CODE',
): Misplaced<Origin>[] {
  const value = address.key[part.index] ?? '';
  return address.writes.map((write) => ({ write, code, value, field: part.field.name }));
}
