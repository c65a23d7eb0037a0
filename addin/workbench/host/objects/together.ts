import { HostObject, type Argument, type Identity } from '../host-object.ts';
import type { Json } from '../protocol.ts';

type Call = (args: readonly Argument[]) => HostObject | Json;

/** Where several objects are more than the sum of them. */
export interface Exceptions {
  /** A property's value of them all, from the values of each; without it equal values stand and different ones are null. */
  readonly properties?: { readonly [name: string]: (values: readonly Json[]) => Json };
  readonly methods?: { readonly [name: string]: Call };
}

/**
 * Objects of one class as one, as `RangeAreas.format` stands for the formats of all its areas: a setting and a call go to
 * each of them, a value is theirs if they share it.
 */
export function together(parts: readonly HostObject[], exceptions: Exceptions = {}): HostObject {
  return new Together(parts, exceptions);
}

class Together extends HostObject {
  private readonly first: HostObject;

  constructor(
    private readonly parts: readonly HostObject[],
    private readonly exceptions: Exceptions,
  ) {
    super();
    const [first] = parts;
    if (!first) throw new Error('nothing stands together');
    this.first = first;
  }

  get className(): string {
    return this.first.className;
  }

  get target(): unknown {
    return this.parts.map((part) => part.target);
  }

  get scalarNames(): readonly string[] {
    return this.first.scalarNames;
  }

  identity(): Identity {
    return this.first.identity();
  }

  scalarName(typed: string): string | null {
    return this.first.scalarName(typed);
  }

  get(name: string): Json {
    const values = this.parts.map((part) => part.get(name));
    const merge = this.exceptions.properties?.[name];
    if (merge) return merge(values);
    const [first = null] = values;
    return values.every((value) => JSON.stringify(value) === JSON.stringify(first)) ? first : null;
  }

  set(name: string, value: Argument): void {
    for (const part of this.parts) part.set(name, value);
  }

  navigate(typed: string): HostObject | null {
    return all(this.parts.map((part) => part.navigate(typed)));
  }

  call(name: string, args: readonly Argument[]): HostObject | Json {
    const own = this.exceptions.methods?.[name];
    if (own) return own(args);
    const results = this.parts.map((part) => part.call(name, args));
    const objects = results.filter((result) => result instanceof HostObject);
    return objects.length === results.length ? all(objects) : (results.at(-1) ?? null);
  }

  items(): readonly HostObject[] | null {
    const members = this.parts.map((part) => part.items() ?? []);
    return this.first.items()?.map((_, i) => together(members.flatMap((of) => of[i] ?? []))) ?? null;
  }

  item(key: Argument): HostObject {
    return together(this.parts.map((part) => part.item(key)));
  }
}

function all(objects: readonly (HostObject | null)[]): HostObject | null {
  const found = objects.filter((object) => object !== null);
  return found.length === objects.length ? together(found) : null;
}
