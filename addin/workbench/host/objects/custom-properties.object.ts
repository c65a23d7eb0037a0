import { textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import type { DocumentPropertiesModel } from '../model/document-properties.ts';
import type { SheetModel } from '../model/shapes.ts';
import { keyedCollection } from './collection.ts';

/** A key of a map; keys do not regard case. */
interface Entry<V> {
  readonly entries: Map<string, V>;
  readonly key: string;
}

const keyIn = (entries: ReadonlyMap<string, unknown>, key: Argument): string | null =>
  [...entries.keys()].find((known) => known.toLowerCase() === String(key).toLowerCase()) ?? null;

type Custom = DocumentPropertiesModel['custom'];

function scalar(value: Argument | undefined, location: string): string | number | boolean {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new HostError('InvalidArgument', location);
}

const TYPES: Record<string, string> = { number: 'Number', boolean: 'Boolean', string: 'String' };

const customProperty = hostClass<Entry<string | number | boolean>>({
  name: 'CustomProperty',
  identity: ({ key }) => ({ Id: key }),
  properties: {
    Key: { get: ({ key }) => key },
    Value: {
      get: ({ entries, key }) => entries.get(key) ?? null,
      set: ({ entries, key }, value) => void entries.set(key, scalar(value, 'CustomProperty.value')),
    },
    Type: { get: ({ entries, key }) => TYPES[typeof entries.get(key)] ?? 'String' },
  },
  methods: { Delete: ({ entries, key }) => void entries.delete(key) },
});

const documentCollection = keyedCollection<Custom>({
  name: 'CustomPropertyCollection',
  items: (entries) => [...entries.keys()].map((key) => customProperty({ entries, key })),
  find: (entries, wanted) => {
    const key = keyIn(entries, wanted);
    return key === null ? null : customProperty({ entries, key });
  },
});

/** `Workbook.properties.custom`. */
export const documentCustomProperties = hostClass<Custom>({
  ...documentCollection,
  methods: {
    ...documentCollection.methods,
    Add: (entries, [wanted, value]) => {
      const location = 'CustomPropertyCollection.add';
      const key = keyIn(entries, textOf(wanted, location)) ?? textOf(wanted, location);
      entries.set(key, scalar(value, location));
      return customProperty({ entries, key });
    },
    DeleteAll: (entries) => entries.clear(),
  },
});

const sheetProperty = hostClass<Entry<string>>({
  name: 'WorksheetCustomProperty',
  identity: ({ key }) => ({ _Id: key }),
  properties: {
    Key: { get: ({ key }) => key },
    Value: {
      get: ({ entries, key }) => entries.get(key) ?? null,
      set: ({ entries, key }, value) => void entries.set(key, textOf(value, 'WorksheetCustomProperty.value')),
    },
  },
  methods: { Delete: ({ entries, key }) => void entries.delete(key) },
});

const sheetCollection = keyedCollection<Map<string, string>>({
  name: 'WorksheetCustomPropertyCollection',
  items: (entries) => [...entries.keys()].map((key) => sheetProperty({ entries, key })),
  find: (entries, wanted) => {
    const key = keyIn(entries, wanted);
    return key === null ? null : sheetProperty({ entries, key });
  },
});

const sheetProperties = hostClass<Map<string, string>>({
  ...sheetCollection,
  methods: {
    ...sheetCollection.methods,
    Add: (entries, [wanted, value]) => {
      const location = 'WorksheetCustomPropertyCollection.add';
      const key = keyIn(entries, textOf(wanted, location)) ?? textOf(wanted, location);
      entries.set(key, textOf(value, location));
      return sheetProperty({ entries, key });
    },
  },
});

export const sheetCustomProperties = ({ customProperties }: SheetModel): HostObject =>
  sheetProperties(customProperties);
