import { followSheet } from '../formula-references.ts';
import type { Json } from '../protocol.ts';
import type { WorkbookModel } from './shapes.ts';

/** Every formula of the workbook follows a sheet's new name, or shows `#REF!` where it was deleted (null). */
export function formulasFollowSheet(workbook: WorkbookModel, sheet: string, renamed: string | null): void {
  const follow = (formula: string): string => followSheet(formula, sheet, renamed);
  for (const { grid } of workbook.sheets) {
    if (!grid.hasFormulas) continue;
    for (const { row, column, cell } of [...grid.existing()]) {
      const after = cell.formula === null ? null : follow(cell.formula);
      if (after !== cell.formula) grid.touch(row, column).formula = after;
    }
  }
  for (const name of workbook.names) if (typeof name.target === 'string') name.target = follow(name.target);
  for (const each of workbook.sheets) {
    for (const validation of each.validations)
      validation.rule = within(validation.rule, follow) as typeof validation.rule;
    for (const format of each.conditionalFormats) format.rule = within(format.rule, follow);
  }
  workbook.calculation.isStale = true;
}

/** The formulas among the texts of a rule. */
function within(rule: Json, follow: (formula: string) => string): Json {
  if (typeof rule === 'string') return rule.startsWith('=') ? follow(rule) : rule;
  if (typeof rule !== 'object' || rule === null) return rule;
  if (Array.isArray(rule)) return rule.map((part: Json) => within(part, follow));
  return Object.fromEntries(Object.entries(rule).map(([key, part]) => [key, within(part, follow)]));
}
