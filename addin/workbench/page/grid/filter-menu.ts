/**
 * Keeps a table's filter menu usable over a column of many different values: it draws the first of them, and what is
 * searched for.
 *
 * Univer 0.25.1 draws a line for every value of the column, so that over 20,000 prices the page stands still for a minute
 * and more. It hands the service with these values to nobody; so its class is taken as it is registered.
 */
import type { Injector } from '@univerjs/core';

/** More than anybody reads without searching. */
const SHOWN = 200;

const TEXTS = 'sheets-table-ui';

/**
 * The menu's texts with a hint of ours: Univer's own says that spaces separate keywords, which they do not. All of them,
 * for Univer merges texts no deeper than by their first keys.
 */
export function filterMenuTexts(all: Readonly<Record<string, unknown>>): Record<string, object> {
  const texts = all[TEXTS] as { readonly filter: object };
  const hint = { 'search-placeholder': `Search; the first ${SHOWN} values are listed` };
  return { [TEXTS]: { ...texts, filter: { ...texts.filter, ...hint } } };
}

interface FilterItems {
  getTableFilterItems: (this: FilterItems, ...of: unknown[]) => { data: readonly unknown[] };
}

/** All values are ticked, searched and applied; only lists that are drawn are short. */
class ShortlyDrawn<T> extends Array<T> {
  override map<R>(draw: (value: T, index: number, all: T[]) => R): R[] {
    return Array.from(this.slice(0, SHOWN)).map(draw);
  }
}

/** Before Univer's plugins register what they need. */
export function shortenFilterMenu(injector: Injector): void {
  const add = injector.add.bind(injector) as (dependency: readonly unknown[]) => void;
  Object.assign(injector, {
    add(dependency: readonly unknown[]) {
      const items = (dependency[0] as { prototype?: Partial<FilterItems> } | undefined)?.prototype;
      if (items?.getTableFilterItems) shorten(items as FilterItems);
      add(dependency);
    },
  });
}

function shorten(items: FilterItems): void {
  const { getTableFilterItems } = items;
  items.getTableFilterItems = function (this: FilterItems, ...of) {
    const found = getTableFilterItems.apply(this, of);
    // Univer keeps what it found until a cell changes.
    if (!(found.data instanceof ShortlyDrawn)) found.data = ShortlyDrawn.from(found.data);
    return found;
  };
}
