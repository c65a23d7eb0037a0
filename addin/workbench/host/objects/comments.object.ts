import { flagOf, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { EventType, WORKBOOK_TARGET } from '../model/events.ts';
import type { RangeModel } from '../model/range.ts';
import type { SheetModel } from '../model/sheet.ts';
import type { CommentModel, WorkbookModel } from '../model/workbook.ts';
import { authorship, requirePlain } from './authorship.ts';
import { keyedCollection } from './collection.ts';
import { replies } from './comment-replies.object.ts';
import { eventMethods } from './event-methods.ts';
import { wrap } from './wrap.ts';

/** The comments of a sheet, or of the whole workbook. */
interface Comments {
  readonly workbook: WorkbookModel;
  readonly sheet: SheetModel | null;
}

const all = ({ workbook, sheet }: Comments): readonly CommentModel[] =>
  workbook.comments.filter((c) => sheet === null || c.sheet === sheet);

const announce = ({ id, sheet, replies: r }: CommentModel, type: number, changeType?: string): void => {
  sheet.workbook.events.fireOn(sheet.id, type, {
    worksheetId: sheet.id,
    commentDetails: [{ commentId: id, replyIds: r.map((reply) => reply.id) }],
    source: 'Local',
    ...(changeType !== undefined && { changeType }),
  });
};

const changed = (self: CommentModel, changeType: string): void => announce(self, EventType.CommentChanged, changeType);

const comment: (self: CommentModel) => HostObject = hostClass<CommentModel>({
  name: 'Comment',
  identity: ({ id }) => ({ Id: id }),
  properties: {
    ...authorship<CommentModel>((self) => self),
    Content: {
      get: ({ content }) => content,
      set: (self, value) => {
        self.content = textOf(value, 'Comment.content');
        changed(self, 'CommentEdited');
      },
    },
    Resolved: {
      get: ({ resolved }) => resolved,
      set: (self, value) => {
        self.resolved = flagOf(value, 'Comment.resolved');
        changed(self, self.resolved ? 'CommentResolved' : 'CommentReopened');
      },
    },
  },
  navigation: { Replies: (self) => replies({ comment: self, parent: comment, changed }) },
  methods: {
    GetLocation: (self) => wrap(self.range),
    Delete: (self) => {
      const { workbook } = self.sheet;
      workbook.comments = workbook.comments.filter((c) => c !== self);
      announce(self, EventType.CommentDeleted);
    },
  },
});

function cell({ workbook, sheet }: Comments, place: Argument | undefined, location: string): RangeModel {
  const found = rangeOf(place) ?? workbook.range(textOf(place, location), sheet, location);
  if (found.cellCount !== 1) throw new HostError('InvalidArgument', location);
  return found;
}

function at(self: Comments, place: RangeModel): CommentModel | null {
  const { row, column } = place.area;
  return (
    all(self).find((c) => c.sheet === place.sheet && c.range.area.row === row && c.range.area.column === column) ?? null
  );
}

function add(self: Comments, [place, content, type]: readonly Argument[]): HostObject {
  requirePlain(type, 'CommentCollection.add');
  const where = cell(self, place, 'CommentCollection.add');
  if (at(self, where)) throw new HostError('InvalidOperation', 'CommentCollection.add');
  // Tracked, so that the comment moves with its cell.
  const range_ = where.with({});
  self.workbook.track(range_);
  const added: CommentModel = {
    id: self.workbook.nextGuid(),
    sheet: where.sheet,
    range: range_,
    content: textOf(content, 'CommentCollection.add'),
    resolved: false,
    createdAt: new Date(),
    replies: [],
  };
  self.workbook.comments.push(added);
  announce(added, EventType.CommentAdded);
  return comment(added);
}

const collection = keyedCollection<Comments>({
  name: 'CommentCollection',
  items: (self) => all(self).map(comment),
  find: (self, key) => {
    const found = all(self).find((c) => c.id === key);
    return found ? comment(found) : null;
  },
});

const comments = hostClass<Comments>({
  ...collection,
  methods: {
    ...collection.methods,
    ...eventMethods<Comments>(
      (self) => self.workbook.events,
      (self) => self.sheet?.id ?? WORKBOOK_TARGET,
      { Added: EventType.CommentAdded, Deleted: EventType.CommentDeleted, Changed: EventType.CommentChanged },
    ),
    Add: add,
    GetItemByReplyId: (self, [replyId]) => {
      const found = all(self).find((c) => c.replies.some(({ id }) => id === replyId));
      if (!found) throw new HostError('ItemNotFound', 'CommentCollection.getItemByReplyId');
      return comment(found);
    },
    GetItemByCell: (self, [place]) => {
      const found = at(self, cell(self, place, 'CommentCollection.getItemByCell'));
      if (!found) throw new HostError('ItemNotFound', 'CommentCollection.getItemByCell');
      return comment(found);
    },
  },
});

export const sheetComments = (sheet: SheetModel): HostObject => comments({ workbook: sheet.workbook, sheet });
export const workbookComments = (workbook: WorkbookModel): HostObject => comments({ workbook, sheet: null });
