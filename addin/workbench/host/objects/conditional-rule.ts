import { HostError } from '../host-error.ts';
import type { Argument, HostObject, Property } from '../host-object.ts';
import type { ConditionalFormatModel } from '../model/conditional-format.ts';
import type { SheetModel } from '../model/shapes.ts';
import type { Json } from '../protocol.ts';
import { conditionalStyle } from './conditional-style.object.ts';

/** A conditional format by its id: what lies over cells is made anew when they move. */
export interface Format {
  readonly sheet: SheetModel;
  readonly id: string;
}

/** @throws HostError ItemNotFound once it is deleted */
export function formatOf({ sheet, id }: Format): ConditionalFormatModel {
  const found = sheet.conditionalFormats.find((format) => format.id === id);
  if (!found) throw new HostError('ItemNotFound', 'ConditionalFormat');
  return found;
}

/** The rule as a whole; null until the add-in gives one. */
export const ruleProperty = (check: (value: Argument) => Json): Property<Format> => ({
  get: (self) => formatOf(self).rule,
  set: (self, value) => void (formatOf(self).rule = check(value)),
});

export interface Field {
  readonly name: string;
  readonly standard: Json;
  readonly check: (value: Argument) => Json;
}

/** One field of a rule that is set field by field. */
export const fieldProperty = ({ name, standard, check }: Field): Property<Format> => ({
  get: (self) => fieldsOf(self)[name] ?? standard,
  set: (self, value) => void (formatOf(self).rule = { ...fieldsOf(self), [name]: check(value) }),
});

const fieldsOf = (self: Format): { readonly [name: string]: Json } =>
  (formatOf(self).rule ?? {}) as { readonly [name: string]: Json };

/** How the cells look that meet the condition. */
export const styleOf = (self: Format): HostObject => conditionalStyle(formatOf(self).style);
