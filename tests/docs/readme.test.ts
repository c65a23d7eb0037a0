/** The documents a newcomer reads, against what they speak of. The answers in them were real; these tests do not ask again. */
import { describe, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { getOperationAST, type GraphQLError, parse, validate } from 'graphql';
import 'reflect-metadata';
import '../../api/entities.ts';
import { DEMO_USERS } from '../../api/access/demo-users.ts';
import { buildSchema } from '../../api/build-schema.ts';
import { readConfig, SETTINGS } from '../../api/config.ts';
import { fileNameOf, givenFields, importableEntities, titleOf } from '../../api/import/entity-columns.ts';
import { checkWeight } from '../../api/limits/query-weight.ts';
import type { EntityDefinition, FieldDefinition } from '../../api/model/registry.ts';
import { REJECTION_CODES } from '../../schema/errors/codes.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');
const readme = read('README.md');
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'docs/adr/README.md'];

/** The text from a heading to the next of its level or above. */
function section(heading: string): string {
  const level = /^#+/.exec(heading)?.[0].length ?? 0;
  const [, after = ''] = readme.split(`\n${heading}\n`);
  return after.split(new RegExp(`\n#{1,${level}} `))[0] ?? '';
}

/** Cells of a table's rows, without its head. */
const tableRows = (text: string): string[][] =>
  [...text.matchAll(/^\| (.*) \|$/gm)].slice(1).map((row) => (row[1] ?? '').split(' | ').map((cell) => cell.trim()));

const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');

test('the configuration table says every setting with its default and its purpose', () => {
  expect(tableRows(section('## Configuration'))).toEqual(
    SETTINGS.map(({ variable, initial, description }) => [
      `\`${variable}\``,
      initial === undefined ? '' : `\`${initial}\``,
      description,
    ]),
  );
});

test('every rejection and warning stands in the table, once, and nothing else does', () => {
  const rows = tableRows(section('## Preview, push, undo'));
  expect(rows.flatMap(([, codes = '']) => codesIn(codes)).sort()).toEqual([...REJECTION_CODES].sort());
});

test('the demo users are those who can sign in', () => {
  const names = tableRows(section('## Sign in as a demo user')).flatMap(([user = '']) => codesIn(user));
  expect(names).toEqual(DEMO_USERS.map((user) => user.subject));
});

describe('the table of CSV files', () => {
  const rows = new Map(tableRows(section('### CSV')).map(([file = '', columns = '']) => [codesIn(file)[0], columns]));

  test('has every file that the import takes, and no other', () => {
    expect([...rows.keys()]).toEqual(importableEntities().map(fileNameOf));
  });

  test.each(importableEntities().map((definition) => [fileNameOf(definition), definition] as const))(
    '%s has its columns, keys in bold, optional ones in italics',
    (file, definition) => {
      expect(rows.get(file)).toBe(
        givenFields(definition)
          .map((field) => marked(definition, field))
          .join(' '),
      );
    },
  );

  function marked({ key, kept }: EntityDefinition, field: FieldDefinition): string {
    const isTimeline = kept === 'timeline';
    if (key.includes(field.name) || (isTimeline && field.name === 'validFrom')) return `**${titleOf(field)}**`;
    // A price's kind follows from what the row has.
    const isNeeded = field.required && field.initial === undefined && !(isTimeline && field.name === 'kind');
    return isNeeded ? titleOf(field) : `_${titleOf(field)}_`;
  }
});

describe('commands', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
  const documents = DOCUMENTS.map(read).join('\n');

  test('every npm script that a document names exists', () => {
    const named = [...documents.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z:]+)/g)].map((match) => match[1] ?? '');
    const known = [...Object.keys(scripts), 'ci', 'run'];
    expect(named.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('every npm script is named in a document, but for those that npm runs by itself', () => {
    const names = Object.keys(scripts).filter((name) => !/^(pre|post)/.test(name));
    expect(names.filter((name) => !new RegExp(`npm (run )?${name}(?![:\\w])`).test(documents))).toEqual([]);
  });
});

describe('queries of the README', () => {
  const limits = readConfig({});
  const schema = buildSchema(limits);
  const queries = [...readme.matchAll(/(?:gql|PUSH=)\s*'([^']*)'/g)].map((match) => match[1] ?? '');

  test('there are some', () => expect(queries.length).toBeGreaterThan(8));

  test.each(queries.map((query, i) => ({ number: i + 1, query })))(
    'number $number fits the schema and the limits',
    ({ query }) => {
      const document = parse(query);
      expect(validate(schema, document).map((error: GraphQLError) => error.message)).toEqual([]);
      const operation = getOperationAST(document);
      expect(operation).toBeTruthy();
      if (operation) checkWeight({ schema, document, operation, variables: {} }, limits);
    },
  );
});

test('every decision stands in the table of decisions, once and by number', () => {
  const files = readdirSync(path.join(ROOT, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
  const rows = [...read('docs/adr/README.md').matchAll(/^\| (\d+) \| \[.*\]\((\S+)\) \|$/gm)];
  expect(rows.map(([, , file]) => file)).toEqual(files.sort());
  expect(rows.map(([, number]) => Number(number))).toEqual(files.map((name) => Number(name.slice(0, 4))));
});

test.each(DOCUMENTS)('the files that %s links to exist, and so do the headings', (document) => {
  const links = [...read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map((match) => match[1] ?? '');
  const missing = links.filter((link) => {
    const [file, anchor] = link.split('#');
    const target = file ? path.join(path.dirname(document), file) : document;
    return !existsSync(path.join(ROOT, target)) || (anchor !== undefined && !anchorsIn(read(target)).includes(anchor));
  });
  expect(missing).toEqual([]);
});

const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.*)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\s-]/g, '')
      .replaceAll(' ', '-'),
  );
