/** Why the workbook could not be read or written, in words for the analyst. */
export type ExcelFaultCode =
  | 'CELL_IN_EDIT'
  | 'PROTECTED'
  | 'TOO_LARGE'
  | 'SHEET_GONE'
  | 'TABLE_GONE'
  | 'KEY_COLUMN_GONE'
  | 'NOT_AVAILABLE'
  | 'OTHER';

const SENTENCES: Record<ExcelFaultCode, string> = {
  CELL_IN_EDIT: 'A cell is being edited. Finish with Enter, then try again.',
  PROTECTED: 'The sheet or the workbook is protected. Unprotect it, then try again.',
  TOO_LARGE: 'This is more than Excel takes at once. Pull fewer rows.',
  SHEET_GONE: 'The sheet of this view is no longer in the workbook. Pull again.',
  TABLE_GONE: 'The table of this view was deleted, renamed or turned into a range. Undo that, or pull again.',
  KEY_COLUMN_GONE: 'The column of row keys was deleted or renamed. Undo that, or pull again.',
  NOT_AVAILABLE: 'This Excel does not offer what Marketgrid needs. It needs ExcelApi 1.12.',
  OTHER: 'Excel could not do that.',
};

const BY_OFFICE_CODE: Readonly<Record<string, ExcelFaultCode>> = {
  InvalidOperationInCellEditMode: 'CELL_IN_EDIT',
  AccessDenied: 'PROTECTED',
  RequestPayloadSizeLimitExceeded: 'TOO_LARGE',
  ResponsePayloadSizeLimitExceeded: 'TOO_LARGE',
  ApiNotFound: 'NOT_AVAILABLE',
  ApiNotAvailable: 'NOT_AVAILABLE',
  ItemNotFound: 'SHEET_GONE',
};

export class ExcelFault extends Error {
  override readonly name = 'ExcelFault';
  constructor(
    readonly code: ExcelFaultCode,
    cause?: unknown,
  ) {
    super(SENTENCES[code], { cause });
  }
}

/** Turns an error of office.js into ours; anything else is passed on as it is. */
export function excelFault(fault: unknown): unknown {
  if (!(fault instanceof Error) || fault instanceof ExcelFault) return fault;
  const code = (fault as { code?: unknown }).code;
  const isOffice = fault.name === 'RichApi.Error' && typeof code === 'string';
  return isOffice ? new ExcelFault(BY_OFFICE_CODE[code] ?? 'OTHER', fault) : fault;
}
