import { isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import type { Argument } from '../host-object.ts';
import { FILTERS, type FilterCriteria } from '../model/filter.ts';
import type { Json } from '../protocol.ts';

/**
 * `Excel.FilterCriteria` as it came over the wire.
 * @throws HostError NotImplemented for icons, and for dates that are given by their precision
 */
export function filterCriteria(argument: Argument | undefined, location: string): FilterCriteria {
  const given = objectOf(argument, location);
  const filterOn = oneOf(given['filterOn'], [...FILTERS, 'Icon'] as const, location);
  if (filterOn === 'Icon') throw new HostError('NotImplemented', location, 'This host has no icons to filter by.');
  if (filterOn === 'Values') return { filterOn, values: texts(given['values'], location) };
  const criteria = {
    filterOn,
    ...optional('criterion1', given['criterion1']),
    ...optional('criterion2', given['criterion2']),
    ...optional('color', given['color']),
    ...optional('dynamicCriteria', given['dynamicCriteria']),
  };
  return isAbsent(given['operator'])
    ? criteria
    : { ...criteria, operator: oneOf(given['operator'], ['And', 'Or'] as const, location) };
}

const optional = (name: string, value: Argument | undefined): object =>
  typeof value === 'string' || typeof value === 'number' ? { [name]: String(value) } : {};

export function texts(values: Argument | undefined, location: string): readonly string[] {
  if (!Array.isArray(values)) throw new HostError('InvalidArgument', location);
  return (values as readonly Argument[]).map((value) => {
    if (typeof value === 'object')
      throw new HostError('NotImplemented', location, 'This host filters dates by their text.');
    return typeof value === 'string' ? value : textOf(String(value), location);
  });
}

/** As the library reads it back. */
export const criteriaJson = (criteria: FilterCriteria | null): Json =>
  criteria && { ...criteria, values: [...(criteria.values ?? [])] };
