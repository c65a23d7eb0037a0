import { literalOf, textOf } from '../arguments.ts';
import { hostClass } from '../host-object.ts';
import type { WorkbookModel } from '../model/workbook.ts';
import { keyedCollection } from './collection.ts';

interface Setting {
  readonly workbook: WorkbookModel;
  readonly key: string;
}

const setting = hostClass<Setting>({
  name: 'Setting',
  identity: ({ key }) => ({ _Id: key }),
  properties: {
    Key: { get: ({ key }) => key },
    Value: {
      get: ({ workbook, key }) => workbook.settings.get(key) ?? null,
      set: ({ workbook, key }, value) => void workbook.settings.set(key, literalOf(value)),
    },
  },
  methods: { Delete: ({ workbook, key }) => void workbook.settings.delete(key) },
});

const collection = keyedCollection<WorkbookModel>({
  name: 'SettingCollection',
  items: (workbook) => [...workbook.settings.keys()].map((key) => setting({ workbook, key })),
  find: (workbook, key) => (typeof key === 'string' && workbook.settings.has(key) ? setting({ workbook, key }) : null),
});

export const settings = hostClass<WorkbookModel>({
  ...collection,
  methods: {
    ...collection.methods,
    Add: (workbook, [key, value = null]) => {
      const name = textOf(key, 'SettingCollection.add');
      workbook.settings.set(name, literalOf(value));
      return setting({ workbook, key: name });
    },
  },
});
