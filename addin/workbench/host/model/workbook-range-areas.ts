import type { RangeAreasModel } from './shapes.ts';

/** Rectangles on several sheets, as a WorkbookRangeAreas proxy stands for them: one part for each sheet. */
export class WorkbookRangeAreasModel {
  referenceId: string | null = null;

  constructor(readonly parts: readonly RangeAreasModel[]) {}
}
