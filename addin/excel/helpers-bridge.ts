/**
 * The one file that uses @microsoft/office-js-helpers, and what of it: `ExcelUtilities.forceCreateSheet`. Never its
 * Authenticator (OAuth's implicit flow) nor its storage (tokens in localStorage). See docs/adr/0010-office-js-helpers.md.
 *
 * Loaded when it is first needed: it brings a copy of rxjs along.
 */
interface OfficeHelpers {
  readonly ExcelUtilities: {
    forceCreateSheet(workbook: Excel.Workbook, name: string, clearOnly?: boolean): Promise<Excel.Worksheet>;
  };
}

/**
 * A fresh, empty sheet of this name; one that bears it already is replaced.
 * @throws OfficeExtension.Error as office.js does
 */
export async function forceCreateSheet(workbook: Excel.Workbook, name: string): Promise<Excel.Worksheet> {
  const loaded = (await import('@microsoft/office-js-helpers')) as unknown as { default: OfficeHelpers };
  return loaded.default.ExcelUtilities.forceCreateSheet(workbook, name);
}
