/** Data validation: Univer offers the drop-downs and marks what does not fit. */
import type { ISheetDataValidationRule } from '@univerjs/core';
import {
  AddDataValidationMutation,
  RemoveDataValidationMutation,
  SheetDataValidationModel,
} from '@univerjs/preset-sheets-data-validation';
import { parseAddress } from '../../host/a1.ts';
import type { SheetModel, Validation } from '../../host/model/sheet.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import { rangeOf } from './ranges.ts';
import type { Spreadsheet } from './univer.ts';

/** `DataValidationOperator` and `DataValidationType` of Univer are Open XML's words; Excel's API has them capitalised. */
const camel = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);
const OPERATORS: Record<string, string> = {
  GreaterThanOrEqualTo: 'greaterThanOrEqual',
  LessThanOrEqualTo: 'lessThanOrEqual',
  EqualTo: 'equal',
  NotEqualTo: 'notEqual',
};
const TYPES: Record<string, string> = { wholeNumber: 'whole' };
/** As in Excel; Univer's own way shows each entry as a coloured chip. */
const ARROW = 1;
const STYLES: Record<string, number> = { Information: 0, Stop: 1, Warning: 2 };

export class ValidationSync {
  private readonly shown = new Map<string, string>();
  private readonly rules: SheetDataValidationModel;

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {
    this.rules = spreadsheet.injector.get(SheetDataValidationModel);
  }

  show(sheet: SheetModel): void {
    const wanted = sheet.validations.map((v, i) => ruleOf(v, sheet, `${sheet.id} ${i}`));
    const text = JSON.stringify(wanted);
    if ((this.shown.get(sheet.id) ?? '[]') === text) return;
    this.shown.set(sheet.id, text);
    const place = { unitId: this.unitId, subUnitId: sheet.id, source: 'patched' };
    const ruleId = this.rules.getRules(this.unitId, sheet.id).map(({ uid }) => uid);
    const { commands } = this.spreadsheet;
    if (ruleId.length > 0) commands.syncExecuteCommand(RemoveDataValidationMutation.id, { ...place, ruleId });
    if (wanted.length > 0) commands.syncExecuteCommand(AddDataValidationMutation.id, { ...place, rule: wanted });
  }
}

function ruleOf(
  { area, rule, ignoreBlanks, errorAlert, prompt }: Validation,
  sheet: SheetModel,
  uid: string,
): ISheetDataValidationRule {
  const [kind = 'any'] = Object.keys(rule).filter((key) => rule[key] != null);
  const details = (rule[kind] ?? {}) as Record<string, unknown>;
  const alert = (errorAlert ?? {}) as { message?: string; title?: string; style?: string; showAlert?: boolean };
  const hint = (prompt ?? {}) as { message?: string; title?: string; showPrompt?: boolean };
  return {
    uid,
    type: TYPES[kind] ?? kind,
    ranges: [rangeOf(area)],
    allowBlank: ignoreBlanks,
    ...(kind === 'list' ? list(details, sheet) : bounds(details)),
    showErrorMessage: alert.showAlert ?? true,
    errorStyle: STYLES[alert.style ?? 'Stop'] ?? 1,
    ...(alert.message !== undefined && { error: alert.message }),
    ...(alert.title !== undefined && { errorTitle: alert.title }),
    ...(hint.message !== undefined && { showInputMessage: hint.showPrompt ?? true, prompt: hint.message }),
  };
}

const bounds = ({
  formula1,
  formula2,
  formula,
  operator,
}: Record<string, unknown>): Partial<ISheetDataValidationRule> => ({
  ...(text(formula1 ?? formula) !== null && { formula1: text(formula1 ?? formula) ?? '' }),
  ...(text(formula2) !== null && { formula2: text(formula2) ?? '' }),
  // Univer's enumeration holds these words.
  ...(typeof operator === 'string' && {
    operator: (OPERATORS[operator] ?? camel(operator)) as NonNullable<ISheetDataValidationRule['operator']>,
  }),
});

const text = (value: unknown): string | null =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : null;

function list(
  { source, inCellDropDown }: Record<string, unknown>,
  sheet: SheetModel,
): Partial<ISheetDataValidationRule> {
  const entries = typeof source === 'string' ? entriesOf(source, sheet.workbook, sheet) : [];
  return { formula1: JSON.stringify(entries), showDropDown: inCellDropDown !== false, renderMode: ARROW };
}

/** The list itself, since its sheet may be very hidden and then is not in Univer. */
function entriesOf(source: string, workbook: WorkbookModel, from: SheetModel): string[] {
  if (!source.startsWith('=')) return source.split(',').map((entry) => entry.trim());
  const address = parseAddress(source.slice(1));
  const sheet = address?.sheet == null ? from : workbook.sheet(address.sheet);
  if (!address || !sheet) return [];
  return sheet.grid
    .map(address.area, ({ value }) => String(value))
    .flat()
    .filter((entry) => entry !== '');
}
