/** What an answer says, cell by cell, in one form for all contenders: so that nobody is fast by answering something else. */

/** Where a cell is (codes joined by `/`) → its value as text; a blank cell is absent. */
export type Cells = Map<string, string>;

/** Numbers and decimal texts without what does not count: `25.50`, `25.5` and 25.5 are one. */
export function valueText(value: unknown): string {
  const text = String(value);
  return /^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

/** Adds a cell unless it is blank. @throws Error when it is there already: an answer that says something twice */
export function put(cells: Cells, place: readonly unknown[], value: unknown): void {
  if (value === null || value === undefined) return;
  const at = place.join('/');
  if (cells.has(at)) throw new Error(`the answer has the cell ${at} twice`);
  cells.set(at, valueText(value));
}

/** Null when both say the same, else the first difference in a sentence. */
export function difference(a: Cells, b: Cells): string | null {
  for (const [at, value] of a) {
    if (b.get(at) !== value) return `${at} is ${value} here and ${b.get(at) ?? 'nothing'} there`;
  }
  const extra = [...b.keys()].find((at) => !a.has(at));
  return extra === undefined ? null : `${extra} is nothing here and ${b.get(extra)} there`;
}
