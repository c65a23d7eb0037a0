import { apiNotFound } from './host-error.ts';
import type { HostObject } from './host-object.ts';
import type { Json, QueryInfo } from './protocol.ts';

/** How an answer spells its keys: PascalCase for `load`, camelCase with `items` for `retrieve`. */
export type Spelling = 'wire' | 'json';

const camel = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
const pascal = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Answers `load`: the scalars and objects that were asked for, as the client's proxies consume them. */
export function query(object: HostObject, info: QueryInfo, spelling: Spelling): Json {
  const members = object.items();
  return members ? collection(object, members, info, spelling) : project(object, info, spelling);
}

function collection(object: HostObject, members: readonly HostObject[], info: QueryInfo, spelling: Spelling): Json {
  const select = info.Select ?? [];
  // For a collection, `load('count,name')` mixes its own `count` with what is wanted of its items.
  const own = select.filter((name) => object.scalarName(name) !== null);
  const ofItems = select.filter((name) => !own.includes(name));
  const from = info.Skip ?? 0;
  const shown = members.slice(from, info.Top === undefined ? undefined : from + info.Top);
  const isOnlyCount = own.length > 0 && ofItems.length === 0;
  const items = isOnlyCount
    ? []
    : shown.map((member, i) => item(member, from + i, { ...info, Select: ofItems }, spelling));
  const count = object.scalarName('count') !== null && spelling === 'wire' ? { Count: members.length } : {};
  return { [spelling === 'wire' ? '_Items' : 'items']: items, ...count };
}

function item(member: HostObject, index: number, info: QueryInfo, spelling: Spelling): Json {
  const { Select = [], Expand = [] } = info;
  const projected = project(member, { Select, Expand }, spelling);
  // Without an identity the client addresses the item by its position.
  return Object.keys(member.identity()).length > 0 ? projected : { ...projected, _Index: index };
}

/**
 * What Excel passes over in `load`: `isNullObject`, which the client knows by itself, and what can be no member, such as the
 * `no-properties-needed` of Microsoft's samples.
 */
const isMember = (path: string): boolean =>
  /^[\w$*]+(?:[/.][\w$*]*)*$/.test(path) && !/(?:^|[/.])isNullObject$/.test(path);

function project(object: HostObject, info: QueryInfo, spelling: Spelling): { [key: string]: Json } {
  const answer: { [key: string]: Json } = { ...object.identity() };
  const spell = (name: string): string => (spelling === 'wire' ? name : camel(name));
  const asked = info.Select ?? [];
  const select = asked.filter(isMember);
  const plain = select.filter((path) => !/[/.]/.test(path));
  const isEverything = asked.length === 0 || plain.includes('*') || plain.includes('$all');
  for (const name of isEverything ? object.scalarNames : []) answer[spell(name)] = object.get(name);
  const nested = new Map<string, string[]>();
  for (const name of info.Expand ?? []) nested.set(name, []);
  for (const typed of plain) {
    if (typed === '*' || typed === '$all') continue;
    const name = object.scalarName(typed);
    if (name === null) nested.set(typed, []);
    else answer[spell(name)] = object.get(name);
  }
  for (const path of select.filter((p) => !plain.includes(p))) {
    const [head = '', ...rest] = path.split(/[/.]/);
    nested.set(head, [...(nested.get(head) ?? []), rest.join('/')]);
  }
  for (const [name, paths] of nested) answer[spell(pascal(name))] = step(object, name, paths, spelling);
  return answer;
}

function step(object: HostObject, name: string, paths: string[], spelling: Spelling): Json {
  if (name === '') throw apiNotFound(object.className);
  const next = object.navigate(name);
  return next && query(next, { Select: paths }, spelling);
}
