import { HostError } from '../host-error.ts';

export interface XmlPartModel {
  readonly id: string;
  xml: string;
  namespace: string;
}

const NAME = '[A-Za-z_][\\w.:-]*';
const ATTRIBUTES = `((?:\\s+${NAME}\\s*=\\s*(?:"[^"<]*"|'[^'<]*'))*)`;
// Declarations and comments, CDATA, a closing tag, an opening tag, or text.
const PIECE = new RegExp(
  `<\\?[\\s\\S]*?\\?>|<!--[\\s\\S]*?-->|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<\\/(${NAME})\\s*>|<(${NAME})${ATTRIBUTES}\\s*(\\/?)>|([^<]+)`,
  'gy',
);

/**
 * The namespace of the root element, empty when it has none. There is no XML parser in Node, so this walks the tags:
 * it refuses what is not one balanced element, and no finer rule of XML (entities, doubled attributes).
 * @throws HostError InvalidArgument
 */
export function namespaceOf(xml: string, location: string): string {
  const refuse = (): never => {
    throw new HostError('InvalidArgument', location);
  };
  const open: string[] = [];
  let root: { name: string; attributes: string } | null = null;
  PIECE.lastIndex = 0;
  let end = 0;
  for (let piece = PIECE.exec(xml); piece; piece = PIECE.exec(xml)) {
    end = PIECE.lastIndex;
    const [, closing, opening, attributes = '', isEmpty, text] = piece;
    if (closing !== undefined && open.pop() !== closing) refuse();
    if (text !== undefined && text.trim() !== '' && open.length === 0) refuse();
    if (opening === undefined) continue;
    if (open.length === 0 && root) refuse();
    root ??= { name: opening, attributes };
    if (isEmpty === '') open.push(opening);
  }
  if (!root || open.length > 0 || end !== xml.length) return refuse();
  return declaredNamespace(root);
}

function declaredNamespace({ name, attributes }: { name: string; attributes: string }): string {
  const prefix = name.includes(':') ? `:${name.slice(0, name.indexOf(':'))}` : '';
  for (const [, attribute, double, single] of attributes.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (attribute === `xmlns${prefix}`) return double ?? single ?? '';
  }
  return '';
}
