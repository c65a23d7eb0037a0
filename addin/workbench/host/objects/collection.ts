import { integerOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument, HostClass, HostObject } from '../host-object.ts';

interface CollectionParts<T> {
  readonly name: string;
  readonly items: (self: T) => readonly HostObject[];
  /** By id or name. */
  readonly find: (self: T, key: Argument) => HostObject | null;
  /** `Count` is a property of some collections only. */
  readonly hasCount?: boolean;
}

/** The methods are there for sure, so that classes can add theirs. */
type KeyedCollection<T> = HostClass<T> & Required<Pick<HostClass<T>, 'methods'>>;

/** What every keyed collection of Excel's object model has; classes spread it and add their own. */
export function keyedCollection<T>(parts: CollectionParts<T>): KeyedCollection<T> {
  const { name, items, find } = parts;
  return {
    name,
    items,
    item: find,
    ...(parts.hasCount && { properties: { Count: { get: (self: T) => items(self).length } } }),
    methods: {
      GetCount: (self: T) => items(self).length,
      GetItem: (self: T, [key = null]: readonly Argument[]) => required(find(self, key), `${name}.getItem`),
      GetItemOrNullObject: (self: T, [key = null]: readonly Argument[]) => find(self, key),
      GetItemAt: (self: T, [index]: readonly Argument[]) => {
        const found = items(self)[integerOf(index, `${name}.getItemAt`)];
        if (!found) throw new HostError('InvalidArgument', `${name}.getItemAt`);
        return found;
      },
    },
  };
}

export function required(found: HostObject | null, location: string): HostObject {
  if (!found) throw new HostError('ItemNotFound', location);
  return found;
}
