import { flagOf, isAbsent, rangeOf, textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { RangeModel } from '../model/range.ts';
import type { NameModel, WorkbookModel } from '../model/workbook.ts';
import { keyedCollection } from './collection.ts';
import { wrap } from './wrap.ts';

interface Named {
  readonly workbook: WorkbookModel;
  readonly item: NameModel;
}

const value = ({ item }: Named): string => (typeof item.target === 'string' ? item.target : `=${item.target.address}`);

function target({ workbook, item }: Named): RangeModel | null {
  if (item.target instanceof RangeModel) return item.target;
  try {
    return workbook.range(item.target.replace(/^=/, ''), null, 'NamedItem.getRange');
  } catch {
    return null;
  }
}

const namedItem = hostClass<Named>({
  name: 'NamedItem',
  identity: ({ item }) => ({ _Id: item.name }),
  properties: {
    Name: { get: ({ item }) => item.name },
    Type: { get: (self) => (target(self) ? 'Range' : 'Formula') },
    Value: { get: value },
    Formula: { get: value },
    Scope: { get: () => 'Workbook' },
    Comment: {
      get: ({ item }) => item.comment,
      set: ({ item }, text) => void (item.comment = textOf(text, 'NamedItem.comment')),
    },
    Visible: {
      get: ({ item }) => item.visible,
      set: ({ item }, visible) => void (item.visible = flagOf(visible, 'NamedItem.visible')),
    },
  },
  methods: {
    GetRange: (self) => {
      const found = target(self);
      if (!found) throw new HostError('InvalidOperation', 'NamedItem.getRange');
      return wrap(found.with({}));
    },
    GetRangeOrNullObject: (self) => {
      const found = target(self);
      return found && wrap(found.with({}));
    },
    Delete: ({ workbook, item }) => void (workbook.names = workbook.names.filter((n) => n !== item)),
  },
});

function add(workbook: WorkbookModel, [name, reference, comment]: readonly Argument[]): HostObject {
  const location = 'NamedItemCollection.add';
  const text = textOf(name, location);
  if (!/^[\p{L}_\\][\p{L}\p{N}._\\]{0,254}$/u.test(text)) throw new HostError('InvalidArgument', location);
  if (workbook.names.some((n) => n.name.toLowerCase() === text.toLowerCase())) {
    throw new HostError('ItemAlreadyExists', location);
  }
  const place = rangeOf(reference)?.with({}) ?? textOf(reference, location);
  if (place instanceof RangeModel) workbook.track(place);
  const note = isAbsent(comment) ? '' : textOf(comment, location);
  const item: NameModel = { name: text, target: place, comment: note, visible: true };
  workbook.names.push(item);
  return namedItem({ workbook, item });
}

const collection = keyedCollection<WorkbookModel>({
  name: 'NamedItemCollection',
  items: (workbook) => workbook.names.map((item) => namedItem({ workbook, item })),
  find: (workbook, key) => {
    const item = workbook.names.find(
      (n) => n.name.toLowerCase() === (typeof key === 'string' ? key.toLowerCase() : null),
    );
    return item ? namedItem({ workbook, item }) : null;
  },
});

export const names = hostClass<WorkbookModel>({ ...collection, methods: { ...collection.methods, Add: add } });
