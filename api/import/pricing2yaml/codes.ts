/**
 * Codes for what the source calls by free text. A code is the text in capitals with everything else than
 * `A-Z 0-9 . _ -` turned into `_`. Where that lost something, or where two names would become one code, the code ends in
 * eight digits of a hash of its name: different names never share a code, and the same input always gives the same codes.
 */
import { createHash } from 'node:crypto';

const MAX_LENGTH = 64;

/** Parts of a name, for example vendor folder and plan key. */
export type Name = readonly string[];

const idOf = (name: Name): string => JSON.stringify(name);

/** The code of each of the names given. */
export class Codes {
  readonly #codes = new Map<string, string>();

  constructor(names: Iterable<Name>) {
    const distinct = new Map([...names].map((name) => [idOf(name), name]));
    const wanted = new Map([...distinct].map(([id, name]) => [id, plainCode(name)]));
    const users = new Map<string, number>();
    for (const { code } of wanted.values()) users.set(code, (users.get(code) ?? 0) + 1);
    for (const [id, { code, isLossy }] of wanted) {
      this.#codes.set(id, isLossy || (users.get(code) ?? 0) > 1 ? withHash(code, id) : code);
    }
    if (new Set(this.#codes.values()).size < distinct.size) throw new Error('two names hash to one code');
  }

  /** @throws Error for a name that was not given to the constructor: a programmer's mistake. */
  of(...name: Name): string {
    const code = this.#codes.get(idOf(name));
    if (code === undefined) throw new Error(`no code for ${idOf(name)}`);
    return code;
  }
}

function plainCode(name: Name): { code: string; isLossy: boolean } {
  const text = name.map((part) => part.normalize('NFC').toUpperCase()).join('-');
  const code = text.replace(/[^A-Z0-9._-]+/g, '_');
  return { code, isLossy: code !== text || code === '' || code.length > MAX_LENGTH };
}

function withHash(code: string, id: string): string {
  const hash = createHash('sha256').update(id).digest('hex').slice(0, 8);
  return `${code.slice(0, MAX_LENGTH - hash.length - 1)}-${hash}`;
}
