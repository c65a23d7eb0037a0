import type { Area } from '../a1.ts';
import type { Json } from '../protocol.ts';

export const CONDITIONAL_FORMAT_TYPES = [
  'CellValue',
  'Custom',
  'ContainsText',
  'ColorScale',
  'DataBar',
  'IconSet',
  'TopBottom',
  'PresetCriteria',
] as const;
export type ConditionalFormatType = (typeof CONDITIONAL_FORMAT_TYPES)[number];

/** Looks of the cells that meet the condition; what is absent stays as it is. */
export interface ConditionalStyle {
  numberFormat?: string;
  fill?: string;
  fontColor?: string;
  bold?: boolean;
  italic?: boolean;
  underline?: string;
  strikethrough?: boolean;
  /** By `EdgeTop` and so on. */
  borders: Map<string, { style: string; color: string }>;
}

/** The host keeps conditional formats and orders them; to show which cells they meet is the grid's. */
export interface ConditionalFormatModel {
  readonly id: string;
  readonly type: ConditionalFormatType;
  /** At least one; the rule holds over all of them together. */
  readonly areas: readonly Area[];
  stopIfTrue: boolean;
  /** As the add-in gave it; null until then. Of `Custom`: its formula; of `DataBar` and `IconSet`: the fields that were set. */
  rule: Json;
  readonly style: ConditionalStyle;
}

export const copyOfFormat = (format: ConditionalFormatModel, id: string): ConditionalFormatModel => ({
  ...format,
  id,
  style: { ...format.style, borders: new Map(format.style.borders) },
});
