const LONGEST = 60;
/** Controls (line breaks too), marks that reorder text, and halves of surrogate pairs: they would spoil a one-line message. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Foreign text as it may stand within a sentence: without unprintable characters and at most 60 characters long. */
export function shortened(text: string): string {
  // Cut roughly before splitting by character, so that a value of megabytes costs nothing.
  const characters = Array.from(text.slice(0, 4 * LONGEST).replace(UNPRINTABLE, '\ufffd'));
  if (characters.length <= LONGEST && text.length <= 4 * LONGEST) return characters.join('');
  return `${characters.slice(0, LONGEST - 1).join('')}…`;
}

/** `"value"`, shortened; nothing is `(blank)`. */
export const quoted = (value: string | null): string =>
  value === null || value === '' ? '(blank)' : `"${shortened(value)}"`;

/** `"a", "b" and 3 more`. */
export function quotedList(values: readonly string[], most = 8): string {
  const shown = values.slice(0, most).map(quoted).join(', ');
  return values.length > most ? `${shown} and ${values.length - most} more` : shown;
}
