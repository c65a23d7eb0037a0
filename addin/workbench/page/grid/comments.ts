/** Comments of the add-in, shown as notes on their cells: Univer's free part has no comment threads. */
import { RemoveNoteMutation, UpdateNoteMutation } from '@univerjs/preset-sheets-note';
import type { CommentModel, WorkbookModel } from '../../host/model/workbook.ts';
import type { Spreadsheet } from './univer.ts';

const WIDTH = 240;
const HEIGHT = 90;

export class CommentSync {
  private readonly shown = new Map<string, { sheetId: string; text: string }>();

  constructor(
    private readonly spreadsheet: Spreadsheet,
    private readonly unitId: string,
  ) {}

  show(model: WorkbookModel): void {
    const wanted = new Map(
      model.comments.filter((c) => !c.resolved && c.sheet.visibility === 'Visible').map((c) => [c.id, c]),
    );
    for (const [noteId, { sheetId, text }] of [...this.shown]) {
      const comment = wanted.get(noteId);
      if (comment && textOf(comment) === text) continue;
      this.shown.delete(noteId);
      this.run(RemoveNoteMutation.id, { sheetId, noteId, silent: true });
    }
    for (const [id, comment] of wanted) {
      if (this.shown.has(id)) continue;
      const { row, column: col } = comment.range.area;
      const sheetId = comment.sheet.id;
      this.shown.set(id, { sheetId, text: textOf(comment) });
      const note = { id, row, col, width: WIDTH, height: HEIGHT, note: comment.content };
      this.run(UpdateNoteMutation.id, { sheetId, row, col, note, silent: true });
    }
  }

  private run(id: string, params: object): void {
    this.spreadsheet.commands.syncExecuteCommand(id, { unitId: this.unitId, ...params });
  }
}

const textOf = ({ range, content }: CommentModel): string => JSON.stringify([range.area, content]);
