/** The plain text that Excel, and every program that copies cells, puts into the clipboard. */
import { parse } from 'csv-parse/browser/esm/sync';

/**
 * Its cells by rows: tabs between cells, lines between rows. A cell that begins with a quotation mark is quoted as Excel
 * quotes one that holds a tab, a line break or a quotation mark. Rows may be of different length.
 */
export function cellsOfText(text: string): string[][] {
  const rows = text.replace(/\r\n?/g, '\n');
  try {
    return parse(rows, {
      ...{ delimiter: '\t', record_delimiter: '\n' },
      ...{ relax_quotes: true, relax_column_count: true },
    });
  } catch {
    // A quotation mark that is never closed is one that somebody has written.
    return rows
      .replace(/\n$/, '')
      .split('\n')
      .map((row) => row.split('\t'));
  }
}
