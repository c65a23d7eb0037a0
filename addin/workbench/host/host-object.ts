import { apiNotFound, HostError } from './host-error.ts';
import type { Json } from './protocol.ts';

/** What a method or a setter receives: literals, with proxies already turned into the objects they stand for. */
export type Argument = Json | HostObject | readonly Argument[] | { readonly [key: string]: Argument };

/** What an Instantiate answers; the client then addresses the object by it. */
export type Identity =
  | Record<string, never>
  | { readonly Id: string | number }
  | { readonly _Id: string }
  | { readonly _ReferenceId: string };

export interface Property<T> {
  readonly get: (self: T) => Json;
  /** Absent: read-only. */
  readonly set?: (self: T, value: Argument) => void;
}

export type Methods<T> = {
  readonly [name: string]: (self: T, args: readonly Argument[]) => HostObject | Json | void;
};

/** A class of Excel's object model, by the names on the wire (PascalCase). What it does not list does not exist here. */
export interface HostClass<T> {
  readonly name: string;
  readonly identity?: (self: T) => Identity;
  readonly properties?: { readonly [name: string]: Property<T> };
  /** Properties that are objects. */
  readonly navigation?: { readonly [name: string]: (self: T) => HostObject | null };
  readonly methods?: Methods<T>;
  /** A collection's members. */
  readonly items?: (self: T) => readonly HostObject[];
  /** A collection's indexer; the key is an id, a name or an index. */
  readonly item?: (self: T, key: Argument) => HostObject | null;
}

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** An object of the workbook as the interpreter sees it. */
export abstract class HostObject {
  abstract readonly className: string;
  /** The model's object behind it; narrow with `instanceof`. */
  abstract readonly target: unknown;
  abstract readonly scalarNames: readonly string[];
  abstract identity(): Identity;
  /** The wire name of a scalar property for what the caller typed in `load`, or null. */
  abstract scalarName(typed: string): string | null;
  abstract get(name: string): Json;
  abstract set(name: string, value: Argument): void;
  abstract navigate(typed: string): HostObject | null;
  abstract call(name: string, args: readonly Argument[]): HostObject | Json;
  /** Null when it is no collection. */
  abstract items(): readonly HostObject[] | null;
  abstract item(key: Argument): HostObject;
}

/** Binds a class to objects of the model. */
export function hostClass<T>(definition: HostClass<T>): (self: T) => HostObject {
  return (self) => new BoundObject(definition, self);
}

class BoundObject<T> extends HostObject {
  constructor(
    private readonly definition: HostClass<T>,
    private readonly self: T,
  ) {
    super();
  }

  get className(): string {
    return this.definition.name;
  }

  get target(): unknown {
    return this.self;
  }

  get scalarNames(): readonly string[] {
    return Object.keys(this.definition.properties ?? {});
  }

  identity(): Identity {
    return this.definition.identity?.(this.self) ?? {};
  }

  scalarName(typed: string): string | null {
    const name = pascal(typed);
    return Object.hasOwn(this.definition.properties ?? {}, name) ? name : null;
  }

  get(name: string): Json {
    return this.property(name).get(this.self);
  }

  set(name: string, value: Argument): void {
    const property = this.property(this.scalarName(name) ?? name);
    if (!property.set) throw new HostError('InvalidOperation', this.location(name));
    property.set(this.self, value);
  }

  navigate(typed: string): HostObject | null {
    const step = own(this.definition.navigation, pascal(typed));
    if (!step) throw apiNotFound(this.location(typed));
    return step(this.self);
  }

  call(name: string, args: readonly Argument[]): HostObject | Json {
    const method = own(this.definition.methods, name);
    if (!method) throw apiNotFound(this.location(name));
    return method(this.self, args) ?? null;
  }

  items(): readonly HostObject[] | null {
    return this.definition.items?.(this.self) ?? null;
  }

  item(key: Argument): HostObject {
    if (!this.definition.item) throw apiNotFound(this.location('getItem'));
    const found = this.definition.item(this.self, key);
    if (!found) throw new HostError('ItemNotFound', this.location('getItem'));
    return found;
  }

  private property(name: string): Property<T> {
    const property = own(this.definition.properties, name);
    if (!property) throw apiNotFound(this.location(name));
    return property;
  }

  private location(name: string): string {
    return `${this.definition.name}.${camel(name)}`;
  }
}

/** A name from the wire is never looked up on `Object.prototype`. */
function own<V>(table: { readonly [name: string]: V } | undefined, name: string): V | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
