/**
 * JSON text that PostgreSQL has written and that is passed to the client as it is, never parsed in Node. A matrix of
 * 100,000 cells costs its SQL and little else (docs/adr/0004).
 */

/** JSON that is inserted into the response verbatim. Only PostgreSQL's own JSON functions may produce `json`. */
export class RawJson {
  readonly json: string;

  constructor(json: string) {
    this.json = json;
  }

  toJSON(): unknown {
    if (!collecting) return JSON.parse(this.json);
    collecting.pieces.push(this.json);
    return collecting.seam;
  }
}

// JSON.stringify is synchronous, so one variable serves one call at a time.
let collecting: { readonly seam: string; readonly pieces: string[] } | undefined;

/**
 * Serialises a GraphQL result and splices in its `RawJson` values. The seam is a fresh random UUID for each call, so no
 * value can imitate it: values were stored before it was drawn.
 */
export function stringifyResult(result: unknown): string {
  const seam = crypto.randomUUID();
  const pieces: string[] = [];
  collecting = { seam, pieces };
  try {
    const text = JSON.stringify(result);
    if (pieces.length === 0) return text;
    const parts = text.split(`"${seam}"`);
    return parts.map((part, i) => part + (pieces[i] ?? '')).join('');
  } finally {
    collecting = undefined;
  }
}
