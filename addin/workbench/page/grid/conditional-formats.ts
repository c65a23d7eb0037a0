/** Conditional formats of the add-in, which Univer judges and shows. */
import {
  AddConditionalRuleMutation,
  DeleteConditionalRuleMutation,
  type IConditionFormattingRule,
} from '@univerjs/preset-sheets-conditional-formatting';
import type { ConditionalFormatModel } from '../../host/model/conditional-format.ts';
import type { SheetModel } from '../../host/model/sheet.ts';
import { highlightOf } from './conditional-highlights.ts';
import { scaleOf } from './conditional-scales.ts';
import { rangeOf } from './ranges.ts';
import { Shown } from './shown.ts';
import type { Spreadsheet } from './univer.ts';

export class ConditionalFormatSync {
  private readonly shown = new Shown();
  /** Those of the add-in, by sheet; a person may have others. */
  private readonly ids = new Map<string, readonly string[]>();

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {}

  show(sheet: SheetModel): void {
    const wanted = sheet.conditionalFormats.flatMap((format) => ruleOf(format) ?? []);
    if (!this.shown.note(sheet.id, wanted)) return;
    const place = { unitId: this.unitId, subUnitId: sheet.id };
    const { commands } = this.spreadsheet;
    for (const cfId of this.ids.get(sheet.id) ?? []) {
      commands.syncExecuteCommand(DeleteConditionalRuleMutation.id, { ...place, cfId });
    }
    // Univer puts each new one before the others.
    for (const rule of [...wanted].reverse()) {
      commands.syncExecuteCommand(AddConditionalRuleMutation.id, { ...place, rule });
    }
    this.ids.set(
      sheet.id,
      wanted.map(({ cfId }) => cfId),
    );
  }
}

/** Null while the add-in has given no rule, and for what Univer does not know: standard deviations from the average. */
function ruleOf(format: ConditionalFormatModel): IConditionFormattingRule | null {
  const rule = scaleOf(format) ?? highlightOf(format);
  return rule && { cfId: format.id, ranges: format.areas.map(rangeOf), stopIfTrue: format.stopIfTrue, rule };
}
