import { integerOf, textOf } from '../arguments.ts';
import { hostClass, type Property } from '../host-object.ts';
import type { DocumentPropertiesModel } from '../model/document-properties.ts';
import { documentCustomProperties } from './custom-properties.object.ts';

type TextKey = 'title' | 'subject' | 'author' | 'keywords' | 'comments' | 'category' | 'manager' | 'company';

const text = (key: TextKey): Property<DocumentPropertiesModel> => ({
  get: (self) => self[key],
  set: (self, value) => void (self[key] = textOf(value, `DocumentProperties.${key}`)),
});

export const documentProperties = hostClass<DocumentPropertiesModel>({
  name: 'DocumentProperties',
  navigation: { Custom: ({ custom }) => documentCustomProperties(custom) },
  properties: {
    Title: text('title'),
    Subject: text('subject'),
    Author: text('author'),
    Keywords: text('keywords'),
    Comments: text('comments'),
    Category: text('category'),
    Manager: text('manager'),
    Company: text('company'),
    LastAuthor: { get: ({ lastAuthor }) => lastAuthor },
    RevisionNumber: {
      get: ({ revisionNumber }) => revisionNumber,
      set: (self, value) => void (self.revisionNumber = integerOf(value, 'DocumentProperties.revisionNumber')),
    },
    CreationDate: { get: ({ creationDate }) => creationDate.toISOString() },
  },
});
