/**
 * What Univer 0.25.1 asks of every cell each time that it is drawn, or listed in a filter's menu, and needs to ask of few:
 * on 20,000 rows this was the larger part of opening a filter's menu and of scrolling.
 */
import { CellValueType, type Injector, InterceptorEffectEnum } from '@univerjs/core';
import {
  ConditionalFormattingRuleModel,
  ConditionalFormattingService,
} from '@univerjs/preset-sheets-conditional-formatting';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/preset-sheets-core';

/** Once Univer's parts are there. */
export function drawLean(injector: Injector): void {
  judgeFormatsWhereTheyAre(injector);
  markForcedTextsOnly(injector);
}

/** Its search for the rules of a cell is not kept when it finds none. */
function judgeFormatsWhereTheyAre(injector: Injector): void {
  const service = injector.get(ConditionalFormattingService);
  const rules = injector.get(ConditionalFormattingRuleModel);
  const compose = service.composeStyle.bind(service);
  service.composeStyle = (unitId, subUnitId, row, column) =>
    rules.getSubunitRules(unitId, subUnitId)?.length ? compose(unitId, subUnitId, row, column) : null;
}

/** Before Univer's number formats and its marks, which stand at 10. */
const FIRST = 20;

/**
 * Whether a text could be a number, for which it sets a mark, Univer learns by reading it as a date in many ways. Those
 * that could be one are forced texts here (`contentOf`), and they keep their mark.
 */
function markForcedTextsOnly(injector: Injector): void {
  injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    id: 'texts without a mark',
    priority: FIRST,
    effect: InterceptorEffectEnum.Style,
    handler: (cell, _location, next) => {
      if (cell?.t !== CellValueType.STRING) return next(cell);
      const drawn = next({ ...cell, t: null });
      return drawn && { ...drawn, t: CellValueType.STRING };
    },
  });
}
