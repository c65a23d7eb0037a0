import { isAbsent, numberOf, oneOf, textOf } from '../arguments.ts';
import { hostClass, type Argument } from '../host-object.ts';
import type { FilterCriteria, FilterOn } from '../model/filter.ts';
import { requireAllowed } from '../model/guards.ts';
import type { TableModel } from '../model/shapes.ts';
import { criteriaJson, filterCriteria, texts } from './filter-criteria.ts';

/** A column by its id, which stays when others are inserted before it. */
export interface Column {
  readonly table: TableModel;
  readonly id: number;
}

export function criteriaOf({ table, id }: Column): FilterCriteria | null {
  const values = table.filters.get(id);
  return values ? { filterOn: 'Values', values: [...values] } : (table.criteria.get(id) ?? null);
}

/** Criteria that cannot be applied are not kept. */
export function applyTo({ table, id }: Column, criteria: FilterCriteria | null): void {
  requireAllowed(table.sheet, 'allowAutoFilter', 'Filter.apply');
  const before = criteriaOf({ table, id });
  try {
    table.filterColumn(id, criteria);
    table.applyFilters();
  } catch (fault) {
    table.filterColumn(id, before);
    throw fault;
  }
}

const counted =
  (filterOn: FilterOn, name: string) =>
  (self: Column, [count]: readonly Argument[]): void =>
    applyTo(self, { filterOn, criterion1: String(numberOf(count, `Filter.${name}`)) });

const colored =
  (filterOn: FilterOn, name: string) =>
  (self: Column, [color]: readonly Argument[]): void =>
    applyTo(self, { filterOn, color: textOf(color, `Filter.${name}`) });

function custom(self: Column, [first, second, operator]: readonly Argument[]): void {
  const location = 'Filter.applyCustomFilter';
  applyTo(self, {
    filterOn: 'Custom',
    criterion1: textOf(first, location),
    ...(!isAbsent(second) && { criterion2: textOf(second, location) }),
    operator: isAbsent(operator) ? 'And' : oneOf(operator, ['And', 'Or'] as const, location),
  });
}

export const columnFilter = hostClass<Column>({
  name: 'Filter',
  properties: { Criteria: { get: (self) => criteriaJson(criteriaOf(self)) } },
  methods: {
    Apply: (self, [criteria]) => applyTo(self, filterCriteria(criteria, 'Filter.apply')),
    ApplyValuesFilter: (self, [values]) =>
      applyTo(self, { filterOn: 'Values', values: texts(values, 'Filter.applyValuesFilter') }),
    ApplyCustomFilter: custom,
    ApplyTopItemsFilter: counted('TopItems', 'applyTopItemsFilter'),
    ApplyTopPercentFilter: counted('TopPercent', 'applyTopPercentFilter'),
    ApplyBottomItemsFilter: counted('BottomItems', 'applyBottomItemsFilter'),
    ApplyBottomPercentFilter: counted('BottomPercent', 'applyBottomPercentFilter'),
    ApplyCellColorFilter: colored('CellColor', 'applyCellColorFilter'),
    ApplyFontColorFilter: colored('FontColor', 'applyFontColorFilter'),
    ApplyDynamicFilter: (self, [criteria]) =>
      applyTo(self, { filterOn: 'Dynamic', dynamicCriteria: textOf(criteria, 'Filter.applyDynamicFilter') }),
    Clear: (self) => applyTo(self, null),
  },
});
