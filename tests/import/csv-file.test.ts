import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../../api/import/csv/csv-file.ts';

const read = (text: string) => readCsv('f.csv', Buffer.from(text));
const LINE_ENDS = ['\n', '\r\n', '\r'];

test.each([
  ['a byte order mark', '\ufeffa,b\n1,2\n', [[2, '1', '2']]],
  ['no line end after the last row', 'a,b\n1,2', [[2, '1', '2']]],
  [
    'blank lines and rows of commas',
    '\n\na,b\n\n1,2\n,\n \n3,4\n',
    [
      [5, '1', '2'],
      [8, '3', '4'],
    ],
  ],
  [
    'line ends inside quotation marks',
    'a,b\r\n"x\r\ny\rz\nw",1\r\n3,4\r\n',
    [
      [2, 'x\r\ny\rz\nw', '1'],
      [6, '3', '4'],
    ],
  ],
  ['doubled quotation marks', 'a,b\n"say ""hi""",2\n', [[2, 'say "hi"', '2']]],
  [
    'characters of several bytes',
    'é,€\n😀,"é\n€"\n1,2\n',
    [
      [2, '😀', 'é\n€'],
      [4, '1', '2'],
    ],
  ],
])('%s: each row is found on the line where it begins', (_, text, expected) => {
  const { records, faults } = read(text);
  expect(faults).toEqual([]);
  expect(records.map(({ line, cells }) => [line, ...cells])).toEqual(expected);
});

test.each([
  ['an unclosed quotation mark', 'a,b\n1,2\n\n"3,4\n5,6\n', 4, 'never closed'],
  ['a quotation mark within a cell', 'a,b\n1,2\n3,x"y\n', 3, 'quotation mark'],
  ['too few cells', 'a,b\n1,2\n3\n', 3, '1 cell, and the header has 2'],
  ['too many cells', 'a,b\n1,2,3\n', 2, '3 cells, and the header has 2'],
])('%s is a fault on its line', (_, text, line, sentence) => {
  expect(read(text).faults).toEqual([{ origin: { file: 'f.csv', line }, message: expect.stringContaining(sentence) }]);
});

const ODD = [
  '=HYPERLINK("http://x")',
  '+1',
  '-1',
  '@x',
  'O\'Neil "Bob"',
  'a\nb',
  'a\r\nb',
  '😀',
  'עברית',
  '\u202eabc',
  ' a ',
  ';',
  ',',
  "''",
  '\t',
];

test('what is written by RFC 4180 is read as it was, whatever the names and line ends', () => {
  const cell = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'grapheme' }));
  // A row of blanks counts as a blank line, so each begins with a mark.
  const table = fc.array(fc.tuple(cell, cell), { minLength: 1 });
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  fc.assert(
    fc.property(table, fc.constantFrom(...LINE_ENDS), (rows, end) => {
      const lines = rows.map((cells) => ['#', ...cells].map(quoted).join(','));
      const { records, faults } = read(['mark,a,b', ...lines].join(end));
      expect(faults).toEqual([]);
      expect(records.map((r) => r.cells.slice(1))).toEqual(rows);
    }),
  );
});
