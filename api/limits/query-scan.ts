/**
 * A first look at a query, by its words and signs alone: one pass without recursion, so that a text made to hurt the parser
 * or the validation never reaches them.
 */
import { Lexer, Source, TokenKind } from 'graphql';
import { type QueryLimits, refuse } from './limits.ts';

export interface Scanned {
  /** Names of the fields at the root of mutations, and of their fragments; none where the text asks a query, too. */
  readonly mutations: ReadonlySet<string>;
}

/** Brackets of values; fields stand in none of them. */
const OPENING: ReadonlySet<string> = new Set([TokenKind.PAREN_L, TokenKind.BRACKET_L]);
const CLOSING: ReadonlySet<string> = new Set([TokenKind.PAREN_R, TokenKind.BRACKET_R]);

/** Text that is no GraphQL passes: the parser says what is wrong with it. @throws RequestError LIMIT_EXCEEDED */
export function scanQuery(query: string, limits: QueryLimits): Scanned {
  const scan = new Scan(limits);
  const lexer = new Lexer(new Source(query));
  for (let kind = nextKind(lexer); kind !== undefined; kind = nextKind(lexer)) scan.take(kind, lexer.token.value);
  return scan;
}

function nextKind(lexer: Lexer): TokenKind | undefined {
  try {
    const { kind } = lexer.advance();
    return kind === TokenKind.EOF ? undefined : kind;
  } catch {
    return undefined;
  }
}

class Scan implements Scanned {
  readonly #rootFields = new Set<string>();
  #asksQuery = false;
  /** The word that the definition begins with; undefined between definitions. */
  #definition: string | undefined;
  /** A name at the root of a definition: a field, unless a colon follows. */
  #rootName: string | undefined;
  readonly #named = new Map<string, number>();
  readonly #limits: QueryLimits;
  #tokens = 0;
  #aliases = 0;
  #directives = 0;
  /** Braces of selections. */
  #fields = 0;
  /** Brackets of arguments and values, with the braces in them. */
  #values = 0;

  constructor(limits: QueryLimits) {
    this.#limits = limits;
  }

  get mutations(): ReadonlySet<string> {
    return this.#asksQuery ? new Set() : this.#rootFields;
  }

  take(kind: TokenKind, value: string): void {
    const { tokens, aliases, directives, depth, variableDepth } = this.#limits;
    this.#takeRootField(kind);
    if (++this.#tokens > tokens) refuse(`The query has more than ${tokens} words and signs.`);
    if (OPENING.has(kind) || (kind === TokenKind.BRACE_L && this.#values > 0)) this.#values += 1;
    else if (CLOSING.has(kind) || (kind === TokenKind.BRACE_R && this.#values > 0)) this.#values -= 1;
    else if (kind === TokenKind.BRACE_L) this.#open();
    else if (kind === TokenKind.BRACE_R) this.#close();
    else if (kind === TokenKind.AT) this.#directives += 1;
    // Outside all brackets a colon stands between an alias and its field.
    else if (kind === TokenKind.COLON && this.#values === 0) this.#aliases += 1;
    else if (kind === TokenKind.NAME && this.#values === 0) this.#takeName(value);
    if (this.#fields > depth) refuse(`The query is more than ${depth} fields deep.`);
    if (this.#values > variableDepth) refuse(`The values of the query are more than ${variableDepth} lists deep.`);
    if (this.#aliases > aliases) refuse(`The query has more than ${aliases} aliases.`);
    if (this.#directives > directives) refuse(`The query has more than ${directives} directives.`);
  }

  #open(): void {
    // Braces alone are a query.
    if (this.#fields === 0) this.#asksQuery ||= this.#definition !== 'mutation' && this.#definition !== 'fragment';
    this.#fields += 1;
  }

  #close(): void {
    this.#fields -= 1;
    if (this.#fields === 0) this.#definition = undefined;
  }

  #takeRootField(next: TokenKind): void {
    if (this.#rootName !== undefined && next !== TokenKind.COLON) this.#rootFields.add(this.#rootName);
    this.#rootName = undefined;
  }

  #takeName(name: string): void {
    const times = (this.#named.get(name) ?? 0) + 1;
    this.#named.set(name, times);
    if (this.#fields === 0) this.#definition ??= name;
    if (this.#fields === 1) this.#rootName = name;
    if (times > this.#limits.repeats)
      refuse(`The query names \`${name.slice(0, 50)}\` more than ${this.#limits.repeats} times.`);
  }
}

/** @throws RequestError LIMIT_EXCEEDED; without recursion, too. */
export function checkVariableDepth(variables: unknown, { variableDepth }: QueryLimits): void {
  let level = isHolder(variables) ? [variables] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > variableDepth) refuse(`The variables are more than ${variableDepth} lists deep.`);
    const below: object[] = [];
    for (const holder of level) {
      // A push has hundreds of thousands of values, nearly all of them in lists.
      for (const value of Array.isArray(holder) ? (holder as unknown[]) : Object.values(holder)) {
        if (isHolder(value)) below.push(value);
      }
    }
    level = below;
  }
}

const isHolder = (value: unknown): value is object => typeof value === 'object' && value !== null;
