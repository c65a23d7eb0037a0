/**
 * A table's totals row, in bold under a line, as in Excel. Univer's tables know none: the row stands below Univer's
 * table, where no person's sorting or filtering reaches it, and is dressed when it is drawn.
 */
import { BorderStyleTypes, InterceptorEffectEnum, type IStyleData } from '@univerjs/core';
import { INTERCEPTOR_POINT, SheetInterceptorService } from '@univerjs/preset-sheets-core';
import type { Area } from '../../host/a1.ts';
import type { WorkbookModel } from '../../host/model/workbook.ts';
import type { Spreadsheet } from './univer.ts';

const LINE = { s: BorderStyleTypes.DOUBLE, cl: { rgb: '#8A8886' } };

/** Returns what ends it. */
export function dressTotals({ injector }: Spreadsheet, unitId: string, model: WorkbookModel): { dispose(): void } {
  return injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    id: `totals of ${unitId}`,
    effect: InterceptorEffectEnum.Style,
    handler: (cell, location, next) => {
      if (location.unitId !== unitId || !isTotals(model, location)) return next(cell);
      const own = location.workbook.getStyles().getStyleByCell(cell) ?? {};
      return next({ ...cell, s: dressed(own) });
    },
  });
}

const dressed = (own: IStyleData): IStyleData => ({ ...own, bl: 1, bd: { ...own.bd, t: own.bd?.t ?? LINE } });

function isTotals(model: WorkbookModel, at: { subUnitId: string; row: number; col: number }): boolean {
  return model.tables.some(
    ({ sheet, totals }) => totals !== null && sheet.id === at.subUnitId && isWithin(totals, at.row, at.col),
  );
}

const isWithin = (area: Area, row: number, column: number): boolean =>
  row === area.row && column >= area.column && column < area.column + area.columns;
