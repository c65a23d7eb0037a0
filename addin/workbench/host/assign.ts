import { objectOf } from './arguments.ts';
import { HostError } from './host-error.ts';
import type { Argument, HostObject } from './host-object.ts';

/** `range.set({values, format: {…}})`: scalars are set, objects are stepped into. */
export function assign(object: HostObject, state: Argument): void {
  for (const [name, value] of Object.entries(objectOf(state, object.className))) {
    if (object.scalarName(name) !== null) object.set(name, value);
    else assignWithin(object.navigate(name), value);
  }
}

function assignWithin(object: HostObject | null, state: Argument): void {
  if (!object) throw new HostError('InvalidArgument', 'update');
  assign(object, state);
}
