/**
 * Types of the operations that the add-in and the tests send, from the emitted schema. The generators are called directly:
 * graphql-codegen's own command line brings about 200 packages of loaders that read what is not ours to read.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { codegen } from '@graphql-codegen/core';
import * as typedDocumentNode from '@graphql-codegen/typed-document-node';
import * as typescriptOperations from '@graphql-codegen/typescript-operations';
import { parse } from 'graphql';
import { format, resolveConfig } from 'prettier';

const OPERATIONS = 'addin/operations';
const OUTPUT = 'schema/generated/operations.ts';

const files = (await readdir(OPERATIONS)).filter((name) => name.endsWith('.graphql')).sort();
const documents = files.map((name) => {
  const location = `${OPERATIONS}/${name}`;
  return { location, document: parse(readFileSync(location, 'utf8')) };
});
const source = await codegen({
  filename: OUTPUT,
  schema: parse(readFileSync('schema/schema.graphql', 'utf8')),
  documents,
  config: {
    enumsAsTypes: true,
    useTypeImports: true,
    strictScalars: true,
    scalars: {
      Decimal: 'string',
      Date: 'string',
      DateTime: 'string',
      MatrixRows: 'readonly (readonly (string | number | boolean | null)[])[]',
      CellEdits: 'readonly (readonly [string, string, string | null])[]',
    },
  },
  plugins: [{ operations: {} }, { documents: {} }],
  pluginMap: { operations: typescriptOperations, documents: typedDocumentNode },
});
const options = await resolveConfig(OUTPUT);
writeFileSync(OUTPUT, await format(source, { ...options, parser: 'typescript' }));
