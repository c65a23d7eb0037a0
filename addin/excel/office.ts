/** Office around the workbook: whether we are in Excel at all, its theme, ribbon commands and the pane's visibility. */

/** What must be there (manifest.xml asks for the same). */
const REQUIREMENT = { name: 'ExcelApi', version: '1.12' } as const;

export type OfficeHost = 'READY' | 'OUTSIDE' | 'TOO_OLD';

/** Whether this Excel has a requirement set, for what is used only where it is there. */
export const hasExcelApi = (version: string): boolean =>
  Office.context.requirements.isSetSupported(REQUIREMENT.name, version);

/** Where the page runs. Without office.js, or with it in a bare browser, that is outside of Excel. */
export async function officeHost(): Promise<OfficeHost> {
  if (typeof Office === 'undefined') return 'OUTSIDE';
  const { host } = await Office.onReady();
  if (host !== Office.HostType.Excel) return 'OUTSIDE';
  return hasExcelApi(REQUIREMENT.version) ? 'READY' : 'TOO_OLD';
}

/** Whether Excel is dark; null where it does not say, as Excel on the web does not. */
export function isOfficeDark(): boolean | null {
  const theme = (Office.context as { officeTheme?: Office.OfficeTheme }).officeTheme;
  const background = /^#?([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(theme?.bodyBackgroundColor ?? '');
  if (!background) return null;
  const [red = 0, green = 0, blue = 0] = background.slice(1).map((hex) => parseInt(hex, 16));
  // Perceived brightness (ITU-R BT.601), of 255.
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128;
}

/** Binds a function name of manifest.xml to what it does; Excel waits for its end before the button can be used again. */
export function onRibbonCommand(name: string, run: () => Promise<void>): void {
  Office.actions.associate(name, (event: Office.AddinCommands.Event) => {
    void run().finally(() => event.completed());
  });
}

/** Opens the task pane, where the host can (shared runtime 1.1). */
export async function showTaskPane(): Promise<void> {
  if (Office.context.requirements.isSetSupported('SharedRuntime', '1.1')) await Office.addin.showAsTaskpane();
}
