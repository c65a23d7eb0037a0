/** `Excel.WorksheetProtectionOptions`; what is not allowed by name is forbidden. */
export const PROTECTION_OPTIONS = [
  'allowAutoFilter',
  'allowDeleteColumns',
  'allowDeleteRows',
  'allowEditObjects',
  'allowEditScenarios',
  'allowFormatCells',
  'allowFormatColumns',
  'allowFormatRows',
  'allowInsertColumns',
  'allowInsertHyperlinks',
  'allowInsertRows',
  'allowPivotTables',
  'allowSort',
] as const;
export type ProtectionOption = (typeof PROTECTION_OPTIONS)[number];

export interface ProtectionModel {
  readonly allowed: ReadonlySet<ProtectionOption>;
  readonly selectionMode: 'Normal' | 'Unlocked' | 'None';
  /** Empty when none was given. */
  readonly password: string;
}
