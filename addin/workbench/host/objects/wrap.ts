import type { HostObject } from '../host-object.ts';

/**
 * From the model's objects to the host's, where classes refer to each other in circles (a range knows its sheet, a sheet
 * its ranges): each such class registers itself, so that the modules need not import each other.
 */
type ModelClass<T> = abstract new (...args: never[]) => T;

const wrappers = new Map<ModelClass<object>, (self: object) => HostObject>();

export function wraps<T extends object>(model: ModelClass<T>, wrapper: (self: T) => HostObject): void {
  // The map is only asked with an instance's own constructor, so the wrapper always gets its own kind.
  wrappers.set(model, wrapper as (self: object) => HostObject);
}

export function wrap(model: object): HostObject {
  const wrapper = wrappers.get(model.constructor as ModelClass<object>);
  if (!wrapper) throw new Error(`no host class for ${model.constructor.name}`);
  return wrapper(model);
}
