import { textOf } from '../arguments.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import type { CommentModel, ReplyModel } from '../model/shapes.ts';
import { authorship, requirePlain } from './authorship.ts';
import { keyedCollection } from './collection.ts';
import { wrap } from './wrap.ts';

/** Who hears of replies, and how the comment itself looks on the wire, is the comments' own. */
export interface ReplyHost {
  readonly comment: CommentModel;
  readonly parent: (comment: CommentModel) => HostObject;
  readonly changed: (comment: CommentModel, changeType: string) => void;
}

interface Reply {
  readonly host: ReplyHost;
  readonly model: ReplyModel;
}

const reply = hostClass<Reply>({
  name: 'CommentReply',
  identity: ({ model }) => ({ Id: model.id }),
  properties: {
    ...authorship<Reply>(({ model }) => model),
    Content: {
      get: ({ model }) => model.content,
      set: ({ host, model }, value) => {
        model.content = textOf(value, 'CommentReply.content');
        host.changed(host.comment, 'ReplyEdited');
      },
    },
    Resolved: { get: ({ host }) => host.comment.resolved },
  },
  methods: {
    GetLocation: ({ host }) => wrap(host.comment.range),
    GetParentComment: ({ host }) => host.parent(host.comment),
    Delete: ({ host, model }) => {
      host.comment.replies.splice(host.comment.replies.indexOf(model), 1);
      host.changed(host.comment, 'ReplyDeleted');
    },
  },
});

function add(host: ReplyHost, [content, type]: readonly Argument[]): HostObject {
  const location = 'CommentReplyCollection.add';
  requirePlain(type, location);
  const { comment } = host;
  const model = {
    id: comment.sheet.workbook.nextGuid(),
    content: textOf(content, location),
    createdAt: new Date(),
  };
  comment.replies.push(model);
  host.changed(comment, 'ReplyAdded');
  return reply({ host, model });
}

const collection = keyedCollection<ReplyHost>({
  name: 'CommentReplyCollection',
  items: (host) => host.comment.replies.map((model) => reply({ host, model })),
  find: (host, key) => {
    const model = host.comment.replies.find(({ id }) => id === key);
    return model ? reply({ host, model }) : null;
  },
});

export const replies = hostClass<ReplyHost>({ ...collection, methods: { ...collection.methods, Add: add } });
