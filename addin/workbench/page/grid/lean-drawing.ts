/**
 * What Univer 0.25.1 asks of every cell each time that it is drawn, changed, or listed in a filter's menu, and needs to ask
 * of few: on 20,000 rows this was the larger part of opening a filter's menu, of scrolling and of showing what an add-in wrote.
 */
import {
  CellValueType,
  type ICellData,
  type ICellInterceptor,
  type IDisposable,
  type Injector,
  type Nullable,
} from '@univerjs/core';
import {
  ConditionalFormattingRuleModel,
  ConditionalFormattingService,
  ConditionalFormattingViewModel,
} from '@univerjs/preset-sheets-conditional-formatting';
import { RangeProtectionCache, RangeProtectionRuleModel, SheetInterceptorService } from '@univerjs/preset-sheets-core';

/** Once Univer's parts are there. */
export function drawLean(injector: Injector): void {
  judgeFormatsWhereTheyAre(injector);
  judgeProtectionWhereItIs(injector);
}

/** Its search for the rules of a cell is not kept when it finds none. */
function judgeFormatsWhereTheyAre(injector: Injector): void {
  const service = injector.get(ConditionalFormattingService);
  const view = injector.get(ConditionalFormattingViewModel);
  const rules = injector.get(ConditionalFormattingRuleModel);
  const hasRules = (unitId: string, subUnitId: string): boolean =>
    (rules.getSubunitRules(unitId, subUnitId)?.length ?? 0) > 0;
  const [compose, find] = [service.composeStyle.bind(service), view.getCellCfs.bind(view)];
  service.composeStyle = (unitId, subUnitId, row, column) =>
    hasRules(unitId, subUnitId) ? compose(unitId, subUnitId, row, column) : null;
  view.getCellCfs = (unitId, subUnitId, row, column) =>
    hasRules(unitId, subUnitId) ? find(unitId, subUnitId, row, column) : undefined;
}

/** The protection of ranges, which the workbench does not use: its own is in protection.ts. */
function judgeProtectionWhereItIs(injector: Injector): void {
  const cache = injector.get(RangeProtectionCache);
  const rules = injector.get(RangeProtectionRuleModel);
  const find = cache.getCellInfo.bind(cache);
  cache.getCellInfo = (unitId, subUnitId, row, column) =>
    rules.getSubunitRuleListLength(unitId, subUnitId) > 0 ? find(unitId, subUnitId, row, column) : undefined;
}

/**
 * Whether a text could be a number, for which it sets a mark, Univer learns by reading it as a date in many ways. Those
 * that could be one are forced texts here (`contentOf`), and they keep their mark. What marks them is no public part of
 * Univer; so it is met where it joins, before the first workbook is opened.
 */
export function markForcedTextsOnly(): void {
  const { prototype } = SheetInterceptorService;
  const join = Reflect.get(prototype, 'intercept') as Join;
  const intercept: Join = function (name, interceptor) {
    return join.call(this, name, isMark(interceptor) ? forForcedTexts(interceptor) : interceptor);
  };
  Object.assign(prototype, { intercept });
}

type Join = (this: SheetInterceptorService, name: object, interceptor: CellInterceptor) => IDisposable;
type CellInterceptor = ICellInterceptor<Nullable<ICellData>, unknown>;

/** Others join at the same place with the same words, conditional formats among them; this one asks for a setting of its own. */
const isMark = ({ handler }: CellInterceptor): boolean => handler.toString().includes('disableForceStringMark');

const forForcedTexts = (mark: CellInterceptor): CellInterceptor => ({
  ...mark,
  handler: (cell, location, next) =>
    cell?.t === CellValueType.STRING ? next(cell) : mark.handler(cell, location, next),
});
