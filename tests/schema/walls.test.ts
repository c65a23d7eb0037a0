import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCHEMA = resolve(dirname(fileURLToPath(import.meta.url)), '../../schema');
const DIRECTIONS: { readonly [folder: string]: readonly string[] } = {
  domain: ['domain'],
  errors: ['errors', 'domain'],
  matrix: ['matrix', 'domain', 'errors'],
};

const files = readdirSync(SCHEMA, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith(`generated${sep}`))
  .map((file) => join(SCHEMA, file));

const importsOf = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/(?:\bfrom|\bimport\s*\(?)\s*'([^']+)'/g)].map((match) => match[1] ?? '');

describe('what server and add-in share', () => {
  test('there are files to look at, and their imports are found', () => {
    expect(files.length).toBeGreaterThan(15);
    expect(files.flatMap(importsOf).length).toBeGreaterThan(20);
  });

  test.each(files.map((file) => relative(SCHEMA, file)))(
    '%s imports only downwards, and nothing from outside',
    (name) => {
      const file = join(SCHEMA, name);
      const area = name.split(sep)[0] ?? '';
      for (const specifier of importsOf(file)) {
        expect(specifier).toMatch(/^\.{1,2}\/.*\.ts$/);
        const target = relative(SCHEMA, resolve(dirname(file), specifier)).split(sep)[0];
        expect(DIRECTIONS[area]).toContain(target);
      }
    },
  );
});
