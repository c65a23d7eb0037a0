/**
 * JSON text that PostgreSQL has written and that is passed to the client as it is, never parsed in Node. A matrix of
 * 100,000 cells costs its SQL and little else (docs/adr/0004); one of a million is sent while it is read (docs/adr/0022).
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { LongText } from '../database/long-text.ts';

/** JSON that is inserted into the response verbatim. Only PostgreSQL's own JSON functions may produce it. */
export class RawJson {
  readonly text: LongText;

  constructor(json: string | LongText) {
    this.text = typeof json === 'string' ? { held: [json] } : json;
  }

  toJSON(): unknown {
    if (!collecting) return JSON.parse(this.text.held.join(''));
    collecting.texts.push(this.text);
    return collecting.seam;
  }
}

/** A whole answer as text, of which the end may still be with PostgreSQL. */
export type AnswerText = readonly LongText[];

// JSON.stringify is synchronous, so one variable serves one call at a time.
let collecting: { readonly seam: string; readonly texts: LongText[] } | undefined;

/** Where `stringifyResult` leaves the answer of the operation that runs: Apollo takes nothing from it but one string. */
const answers = new AsyncLocalStorage<{ text?: AnswerText }>();

/** Runs an operation, and answers its result with the text that `stringifyResult` made of it, if it came so far. */
export async function withAnswerText<T>(operation: () => Promise<T>): Promise<readonly [T, AnswerText | undefined]> {
  const slot: { text?: AnswerText } = {};
  const result = await answers.run(slot, operation);
  return [result, slot.text];
}

/**
 * Serialises a GraphQL result, with the texts of its `RawJson` values between what is around them. The seam is a fresh
 * random UUID for each call, so no value can imitate it: values were stored before it was drawn.
 */
export function stringifyResult(result: unknown): string {
  const seam = crypto.randomUUID();
  const texts: LongText[] = [];
  collecting = { seam, texts };
  try {
    const around = JSON.stringify(result);
    if (texts.length === 0) return around;
    const text = around.split(`"${seam}"`).flatMap((part, i) => [{ held: [part] }, texts[i] ?? { held: [] }]);
    const slot = answers.getStore();
    if (slot) slot.text = text;
    return slot ? '' : wholeAnswer(text);
  } finally {
    collecting = undefined;
  }
}

function wholeAnswer(text: AnswerText): string {
  if (text.some(({ rest }) => rest)) throw new Error('an answer of this length can only be sent piece by piece');
  return text.flatMap(({ held }) => held).join('');
}
