import { FILTERS, type FilterName, type MatrixFilter } from '../../../schema/matrix/definition.ts';
import { chosenCodes } from '../state/filter-state.ts';

export const FILTER_TITLES: { readonly [F in FilterName]: string } = {
  markets: 'Markets',
  segments: 'Segments',
  problems: 'Problems',
  suites: 'Suites',
  lines: 'Product lines',
  lineUps: 'Line-ups',
  offerings: 'Offerings',
  priceLists: 'Price lists',
  currencies: 'Currencies',
  plan: 'Budget plan',
  functions: 'Functions',
  periods: 'Periods',
  states: 'States',
  owners: 'Owners',
};

/** Codes that are named one by one; more are counted. */
const NAMED = 3;

/** `Markets SMB; Price lists EU, US, CH and 2 more`. */
export function filterInWords(filter: MatrixFilter): string {
  const parts = FILTERS.flatMap((name) => {
    const codes = chosenCodes(filter, name);
    if (codes.length === 0) return [];
    const more = codes.length > NAMED ? ` and ${codes.length - NAMED} more` : '';
    return [`${FILTER_TITLES[name]} ${codes.slice(0, NAMED).join(', ')}${more}`];
  });
  return parts.length === 0 ? 'Everything, no filter' : parts.join('; ');
}
