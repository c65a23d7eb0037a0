/** Objects of which the host only keeps what was set: it answers it, and does nothing by it. */
import { flagOf, numberOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostClass, type HostObject } from '../host-object.ts';
import type { Json } from '../protocol.ts';
import { color } from './color.ts';

/** A part of something that has settings, by its path within it: `Legend`, `Legend.Format.Font`. */
export interface Kept {
  readonly settings: Map<string, Json>;
  readonly path: string;
}

export interface KeptSetting {
  /** Until another is set. */
  readonly standard: Json | ((self: Kept) => Json);
  /** @throws HostError InvalidArgument at the location */
  readonly check: (value: Argument, location: string) => Json;
}

export const keptFlag = (standard: boolean | ((self: Kept) => boolean)): KeptSetting => ({ standard, check: flagOf });
export const keptText = (standard: string | ((self: Kept) => string)): KeptSetting => ({ standard, check: textOf });
export const keptColor = (standard: string): KeptSetting => ({ standard, check: color });

/** `least`: what is below it is refused. */
export const keptNumber = (standard: number | ((self: Kept) => number), least = -Infinity): KeptSetting => ({
  standard,
  check: (value, location) => {
    const number = numberOf(value, location);
    if (number < least) throw new HostError('InvalidArgument', location);
    return number;
  },
});

/** A number, or an empty text for what Excel finds itself. */
export const keptOrAutomatic: KeptSetting = {
  standard: '',
  check: (value, location) => (value === '' ? '' : numberOf(value, location)),
};

export const keptChoice = <T extends string>(
  standard: T | ((self: Kept) => T),
  allowed: readonly T[],
): KeptSetting => ({ standard, check: (value, location) => oneOf(value, allowed, location) });

export const partOf = ({ settings, path }: Kept, name: string): Kept => ({
  settings,
  path: path === '' ? name : `${path}.${name}`,
});

export interface KeptClass {
  readonly name: string;
  readonly settings: { readonly [name: string]: KeptSetting };
  /** Parts of its own, kept too. */
  readonly parts?: { readonly [name: string]: (self: Kept) => HostObject };
  readonly methods?: HostClass<Kept>['methods'];
}

export function keptClass({ name, settings, parts = {}, methods = {} }: KeptClass): (self: Kept) => HostObject {
  return hostClass<Kept>({ name, properties: keptProperties(name, settings), navigation: keptParts(parts), methods });
}

export function keptProperties(
  owner: string,
  settings: KeptClass['settings'],
): NonNullable<HostClass<Kept>['properties']> {
  return Object.fromEntries(
    Object.entries(settings).map(([name, { standard, check }]) => {
      const location = `${owner}.${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      return [
        name,
        {
          get: (self: Kept) =>
            self.settings.get(partOf(self, name).path) ?? (typeof standard === 'function' ? standard(self) : standard),
          set: (self: Kept, value: Argument) => void self.settings.set(partOf(self, name).path, check(value, location)),
        },
      ];
    }),
  );
}

export const keptParts = (
  parts: NonNullable<KeptClass['parts']>,
): { readonly [name: string]: (self: Kept) => HostObject } =>
  Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [name, (self: Kept) => part(partOf(self, name))] as const),
  );
