/** Why a flow did not go on. Nothing was sent. */
export type FlowFaultCode =
  | 'NOTHING_TO_PUSH'
  | 'SHEET_HAS_PROBLEMS'
  | 'ROWS_WITHOUT_IDENTITY'
  | 'UNRESOLVED_CONFLICTS'
  | 'UNSETTLED_PUSH'
  | 'UNREAD_COLUMNS'
  | 'FOREIGN_PUSH'
  | 'OTHER_PUSH';

const SENTENCES: Record<FlowFaultCode, string> = {
  NOTHING_TO_PUSH: 'Nothing on the sheet differs from what was pulled.',
  SHEET_HAS_PROBLEMS: 'Some rows cannot be pushed as they stand; correct them, or push the other rows only.',
  ROWS_WITHOUT_IDENTITY:
    'Keys of rows were emptied, doubled, parted from their labels, or are unknown; undo that, or put the sheet back.',
  UNRESOLVED_CONFLICTS: 'Others have changed some of the same cells; choose for each which value holds.',
  UNSETTLED_PUSH: 'An earlier push got no answer and the sheet has changed since; settle that push first.',
  FOREIGN_PUSH:
    'The workbook remembers an unfinished push of rows that are not on its sheets. It was not sent; drop it.',
  OTHER_PUSH: 'The workbook remembers another push by now. Nothing was sent; look at that one first.',
  UNREAD_COLUMNS: 'Columns of the view are missing from the sheet or stand there twice; restore them, or pull again.',
};

export class FlowFault extends Error {
  override readonly name = 'FlowFault';
  constructor(readonly code: FlowFaultCode) {
    super(SENTENCES[code]);
  }
}
