/** `Workbook.properties`: what the file says of itself. */
export interface DocumentPropertiesModel {
  title: string;
  subject: string;
  author: string;
  keywords: string;
  comments: string;
  category: string;
  manager: string;
  company: string;
  readonly lastAuthor: string;
  revisionNumber: number;
  readonly creationDate: Date;
  readonly custom: Map<string, string | number | boolean>;
}

export const newDocumentProperties = (): DocumentPropertiesModel => ({
  title: '',
  subject: '',
  author: '',
  keywords: '',
  comments: '',
  category: '',
  manager: '',
  company: '',
  lastAuthor: '',
  revisionNumber: 0,
  creationDate: new Date(),
  custom: new Map(),
});
