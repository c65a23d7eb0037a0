import type { EventHub } from '../model/events.ts';

/** `_Register…Event` and `_Unregister…Event` for each event, by the library's own names; some begin with `Event`. */
export function eventMethods<T>(
  hub: (self: T) => EventHub,
  target: (self: T) => string,
  events: { readonly [name: string]: number },
): { readonly [name: string]: (self: T) => void } {
  return Object.fromEntries(
    Object.entries(events).flatMap(([event, type]) => {
      const name = event.startsWith('Event') ? event : `${event}Event`;
      return [
        [`_Register${name}`, (self: T) => hub(self).register(target(self), type)],
        [`_Unregister${name}`, (self: T) => hub(self).unregister(target(self), type)],
      ];
    }),
  );
}
