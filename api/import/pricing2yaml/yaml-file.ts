/**
 * One YAML file as a mapping whose nodes know their lines. Nodes are read one by one, never expanded: what is not taken is
 * not looked at, and aliases cost nothing. Duplicate keys are checked where mappings are taken (`entriesOf`), because the
 * parser's own check compares every pair of keys.
 */
import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import { quoted } from '../../../schema/errors/quoted.ts';
import type { Fault } from '../sourced-row.ts';

export interface Entry {
  readonly key: string;
  readonly line: number;
  /** Null for a blank value. */
  readonly value: Node | null;
}

export interface YamlFile {
  readonly path: string;
  readonly root: YAMLMap;
  readonly faults: Fault[];
  /** The line on which a node or a key begins. */
  lineOf(node: Node): number;
  /** What an alias stands for; other nodes as they are. */
  resolve(node: unknown): Node | null;
}

export type ReadYaml =
  { readonly ok: true; readonly file: YamlFile } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Faults beyond these only repeat the first: one wrong indentation breaks every line below it. */
const MAX_FAULTS = 20;
/** Nodes that aliases may expand to. The largest real price page has some 5,000. */
const MAX_EXPANDED = 1_000_000;

export function readYaml(path: string, text: string): ReadYaml {
  const lines = new LineCounter();
  const fail = (line: number, message: string): ReadYaml => ({
    ok: false,
    faults: [{ origin: { file: path, line }, message }],
  });
  const parsed = parse(text, lines);
  if (!parsed) return fail(1, 'The YAML is nested too deeply to be read.');
  if (parsed.errors.length > 0) {
    const faults = parsed.errors.slice(0, MAX_FAULTS).map(({ code, message, pos }) => ({
      origin: { file: path, line: lines.linePos(pos[0]).line },
      message:
        code === 'MULTIPLE_DOCS'
          ? 'The file holds several YAML documents; keep one.'
          : `This is not YAML: ${oneSentence(message)}`,
    }));
    return { ok: false, faults };
  }
  const root: unknown = parsed.contents;
  if (!isMap(root)) return fail(1, 'The file holds no mapping of keys to values, as a Pricing2Yaml file does.');
  const lineOf = (node: Node): number => lines.linePos(node.range?.[0] ?? 0).line;
  const bomb = expandsTooFar(root, (alias) => (isAlias(alias) ? alias.resolve(parsed) : undefined));
  if (bomb) return fail(lineOf(bomb), 'The aliases of this file expand to more than it may hold.');
  const resolve = (node: unknown): Node | null =>
    ((isAlias(node) ? node.resolve(parsed) : node) as Node | undefined) ?? null;
  return { ok: true, file: { path, root, faults: [], lineOf, resolve } };
}

function parse(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, {
      lineCounter,
      uniqueKeys: false,
      prettyErrors: false,
      version: '1.2',
      // `silent` would also swallow the error about several documents.
      logLevel: 'error',
    });
  } catch (error) {
    // The parser recurses; the stack ends before memory does.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const oneSentence = (message: string): string => {
  const text = message.replace(/\s+/g, ' ').trim();
  return text.endsWith('.') ? text : `${text}.`;
};

/** The alias with which the sum of nodes, aliases written out, runs over the limit; or that contains itself. */
function expandsTooFar(root: Node, resolve: (alias: Node) => Node | undefined): Node | null {
  const sizes = new Map<Node, number>();
  const open = new Set<Node>();
  let culprit: Node | null = null;
  const sizeOf = (node: unknown): number => {
    if (culprit || typeof node !== 'object' || node === null) return 0;
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (isAlias(node)) {
      const target = resolve(node);
      const size = target && open.has(target) ? Infinity : sizeOf(target);
      if (size > MAX_EXPANDED) culprit ??= node;
      return size;
    }
    if (!isCollection(node)) return 1;
    const known = sizes.get(node);
    if (known !== undefined) return known;
    open.add(node);
    const size = node.items.reduce<number>((sum, item) => sum + sizeOf(item), 1);
    open.delete(node);
    sizes.set(node, size);
    return size;
  };
  sizeOf(root);
  return culprit;
}

/** The entries of a mapping by their keys, in the order of the file; a key given twice is a fault. */
export function entriesOf(file: YamlFile, map: YAMLMap): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const pair of map.items) {
    const keyNode = file.resolve(pair.key);
    const line = keyNode ? file.lineOf(keyNode) : file.lineOf(map);
    const key = keyNode && isScalar(keyNode) ? textOf(keyNode) : null;
    const first = key === null ? undefined : entries.get(key);
    if (key === null) addFault(file, line, 'A key of this mapping is not plain text.');
    else if (first) addFault(file, line, `The key ${quoted(key)} stands already in line ${first.line}.`);
    else entries.set(key, { key, line, value: file.resolve(pair.value) });
  }
  return entries;
}

/** The text of a scalar as the file has it: `1_00` and `015` are not made into numbers. */
export const textOf = (scalar: Scalar): string =>
  scalar.type === 'PLAIN' || scalar.type === undefined ? (scalar.source ?? String(scalar.value)) : String(scalar.value);

/** True for `key:` with nothing behind it, `~` and `null`. */
export const isBlank = (node: Node | null): boolean => node === null || (isScalar(node) && node.value === null);

/** Required text under a key; a fault and undefined when it is missing or no text. */
export function textAt(
  file: YamlFile,
  entries: ReadonlyMap<string, Entry>,
  key: string,
): { text: string; line: number } | undefined {
  const entry = entries.get(key);
  if (!entry || isBlank(entry.value)) {
    addFault(file, entry?.line ?? 1, `${key} is missing.`);
    return undefined;
  }
  if (!isScalar(entry.value)) {
    addFault(file, entry.line, `${key} must be a text.`);
    return undefined;
  }
  return { text: textOf(entry.value), line: entry.line };
}

export function addFault(file: YamlFile, line: number, message: string): void {
  file.faults.push({ origin: { file: file.path, line }, message });
}
