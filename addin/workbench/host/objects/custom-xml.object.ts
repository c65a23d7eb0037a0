import { textOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import type { WorkbookModel } from '../model/shapes.ts';
import { namespaceOf, type XmlPartModel } from '../model/xml-part.ts';
import { keyedCollection, required } from './collection.ts';

interface Part {
  readonly workbook: WorkbookModel;
  readonly part: XmlPartModel;
}

const xmlPart = hostClass<Part>({
  name: 'CustomXmlPart',
  identity: ({ part }) => ({ Id: part.id }),
  properties: {
    Id: { get: ({ part }) => part.id },
    NamespaceUri: { get: ({ part }) => part.namespace },
  },
  methods: {
    GetXml: ({ part }) => part.xml,
    SetXml: ({ part }, [xml]) => {
      const text = textOf(xml, 'CustomXmlPart.setXml');
      part.namespace = namespaceOf(text, 'CustomXmlPart.setXml');
      part.xml = text;
    },
    Delete: ({ workbook, part }) => void (workbook.xmlParts = workbook.xmlParts.filter((p) => p !== part)),
  },
});

function add(workbook: WorkbookModel, [xml]: readonly Argument[]): HostObject {
  const text = textOf(xml, 'CustomXmlPartCollection.add');
  const namespace = namespaceOf(text, 'CustomXmlPartCollection.add');
  const part = { id: workbook.nextGuid(), xml: text, namespace };
  workbook.xmlParts.push(part);
  return xmlPart({ workbook, part });
}

/** The parts of one namespace. */
interface Scope {
  readonly workbook: WorkbookModel;
  readonly namespace: string;
}

const within = ({ workbook, namespace }: Scope): readonly XmlPartModel[] =>
  workbook.xmlParts.filter((part) => part.namespace === namespace);

function only(scope: Scope): HostObject | null {
  const [part, second] = within(scope);
  return part && !second ? xmlPart({ workbook: scope.workbook, part }) : null;
}

function find(workbook: WorkbookModel, parts: readonly XmlPartModel[], key: Argument): HostObject | null {
  const part = parts.find(({ id }) => id === key);
  return part ? xmlPart({ workbook, part }) : null;
}

const scoped = keyedCollection<Scope>({
  name: 'CustomXmlPartScopedCollection',
  items: (self) => within(self).map((part) => xmlPart({ workbook: self.workbook, part })),
  find: (self, key) => find(self.workbook, within(self), key),
});

/** Exactly one part, or an error ("If the collection contains exactly one item, this method returns it"). */
function onlyItem(self: Scope): HostObject {
  if (within(self).length > 1) throw new HostError('GeneralException', 'CustomXmlPartScopedCollection.getOnlyItem');
  return required(only(self), 'CustomXmlPartScopedCollection.getOnlyItem');
}

const scopedParts = hostClass<Scope>({
  ...scoped,
  methods: { ...scoped.methods, GetOnlyItem: onlyItem, GetOnlyItemOrNullObject: only },
});

const collection = keyedCollection<WorkbookModel>({
  name: 'CustomXmlPartCollection',
  items: (workbook) => workbook.xmlParts.map((part) => xmlPart({ workbook, part })),
  find: (workbook, key) => find(workbook, workbook.xmlParts, key),
});

export const customXmlParts = hostClass<WorkbookModel>({
  ...collection,
  methods: {
    ...collection.methods,
    Add: add,
    GetByNamespace: (workbook, [namespace]) =>
      scopedParts({ workbook, namespace: textOf(namespace, 'CustomXmlPartCollection.getByNamespace') }),
  },
});
