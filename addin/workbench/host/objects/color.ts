import names from 'color-name';
import { textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';

/**
 * "HTML color code … in the form #RRGGBB (e.g., "FFA500"), or as a named HTML color (e.g., "orange")" (RangeFill.color);
 * what is read back is always the code.
 * @throws HostError InvalidArgument for anything else
 */
export function color(value: Argument, location = 'RangeFormat.color'): string {
  const text = textOf(value, location).trim().toLowerCase();
  const code = /^#?([0-9a-f]{6})$/.exec(text)?.[1];
  if (code !== undefined) return `#${code.toUpperCase()}`;
  if (!Object.hasOwn(names, text)) throw new HostError('InvalidArgument', location);
  const channels = names[text as keyof typeof names];
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`.toUpperCase();
}
