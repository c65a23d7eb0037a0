/**
 * JSON text that PostgreSQL has written and that is passed to the client as it is, never parsed in Node. A matrix of
 * 100,000 cells costs its SQL and little else (docs/adr/0004); one of a million is sent while it is read (docs/adr/0022).
 */
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

/**
 * Answers that wait for `takeAnswer`: Apollo takes nothing from `stringifyResult` but one string, so it gets a ticket. A
 * store that follows the calls (AsyncLocalStorage) would cost every promise of the process.
 */
const waiting = new Map<string, AnswerText>();

/** For Apollo: the result as JSON, or the ticket of an answer with texts in it. */
export function stringifyResult(result: unknown): string {
  const text = answerText(result);
  const [only] = text;
  if (text.length === 1) return only?.held.join('') ?? '';
  const ticket = crypto.randomUUID();
  waiting.set(ticket, text);
  return ticket;
}

/** The answer behind what `stringifyResult` answered; to be asked once. */
export function takeAnswer(string: string): AnswerText {
  const text = waiting.get(string);
  waiting.delete(string);
  return text ?? [{ held: [string] }];
}

/**
 * Serialises a GraphQL result, with the texts of its `RawJson` values between what is around them. The seam is a fresh
 * random UUID for each call, so no value can imitate it: values were stored before it was drawn.
 */
export function answerText(result: unknown): AnswerText {
  const seam = crypto.randomUUID();
  const texts: LongText[] = [];
  collecting = { seam, texts };
  try {
    const around = JSON.stringify(result);
    if (texts.length === 0) return [{ held: [around] }];
    return around.split(`"${seam}"`).flatMap((part, i) => [{ held: [part] }, texts[i] ?? { held: [] }]);
  } finally {
    collecting = undefined;
  }
}
