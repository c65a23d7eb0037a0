/** The codes that a filter offers, as they were loaded. */
import type { FilterName, MatrixFilter } from '../../../schema/matrix/definition.ts';
import type { Loadable } from './loadable.ts';

export interface FilterChoice {
  readonly code: string;
  readonly name: string;
  /** How much there is behind it: offerings of a line, prices of a list; null where nothing is counted. */
  readonly count: number | null;
  /** The market that it belongs to; null: all of them. */
  readonly market: string | null;
}

export interface FilterChoices {
  readonly choices: readonly FilterChoice[];
  /** How many there are; more than `choices` holds when the list was cut. */
  readonly total: number;
  /** The code that the server takes where none is given; null where it would ask. */
  readonly presumed: string | null;
  /** What `count` counts, in the plural. */
  readonly unit: string | null;
}

export type FilterState = { readonly [F in FilterName]?: Loadable<FilterChoices> };

/** The codes that are chosen in one filter. */
export function chosenCodes(filter: MatrixFilter, name: FilterName): readonly string[] {
  const value = filter[name];
  if (typeof value === 'string') return [value];
  return value ?? [];
}

/** The filter with a code added or taken away; of `plan` there is one. An empty list restricts nothing and is left out. */
export function toggled(filter: MatrixFilter, name: FilterName, code: string): MatrixFilter {
  const codes = chosenCodes(filter, name);
  const isChosen = codes.includes(code);
  if (name === 'plan') return isChosen ? without(filter, name) : { ...filter, plan: code };
  const next = isChosen ? codes.filter((other) => other !== code) : [...codes, code];
  return next.length === 0 ? without(filter, name) : { ...filter, [name]: next };
}

export function without(filter: MatrixFilter, name: FilterName): MatrixFilter {
  return Object.fromEntries(Object.entries(filter).filter(([other]) => other !== name));
}

/**
 * The choices that fit a search and the chosen markets: every word of the search in code or name, the code's own first.
 * What is chosen is always among them.
 */
export function matching(
  choices: readonly FilterChoice[],
  { search, markets, chosen }: { search: string; markets: readonly string[]; chosen: readonly string[] },
): readonly FilterChoice[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ code, name, market }: FilterChoice): boolean => {
    const text = `${code} ${name}`.toLowerCase();
    const isInMarket = market === null || markets.length === 0 || markets.includes(market);
    return isInMarket && words.every((word) => text.includes(word));
  };
  return choices.filter((choice) => chosen.includes(choice.code) || fits(choice));
}
