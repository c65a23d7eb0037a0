/** Just enough of XML for a manifest: elements, attributes, text. Comments are skipped; entities are not used there. */
export interface XmlElement {
  /** Without its prefix. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
  text: string;
}

/** @throws Error where an element is not closed, or closed by another */
export function parseXml(source: string): XmlElement {
  const document: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlElement[] = [document];
  const token =
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<\/([\w:.]+)\s*>|<([\w:.]+)((?:\s+[\w:.]+="[^"<]*")*)\s*(\/?)>|([^<]+)|</g;
  for (const [whole, closed, opened, attributes = '', isEmpty, text] of source.matchAll(token)) {
    const parent = open.at(-1) ?? document;
    if (text !== undefined) parent.text += text.trim();
    else if (opened !== undefined) {
      const element = { name: local(opened), attributes: attributesOf(attributes), children: [], text: '' };
      parent.children.push(element);
      if (isEmpty !== '/') open.push(element);
    } else if (closed !== undefined) {
      if (open.pop()?.name !== local(closed)) throw new Error(`</${closed}> closes another element`);
    } else if (whole === '<') throw new Error('a < that begins nothing');
  }
  const [root] = document.children;
  if (open.length > 1 || !root) throw new Error('an element is not closed');
  return root;
}

const local = (name: string): string => name.split(':').at(-1) ?? name;

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/([\w:.]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [local(name), value]),
  );

/** All elements of that name, however deep. */
export function all(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => [...(child.name === name ? [child] : []), ...all(child, name)]);
}

/** The element at the end of a path of names; null where there is none. */
export function at(element: XmlElement, ...path: readonly string[]): XmlElement | null {
  const [name, ...rest] = path;
  if (name === undefined) return element;
  const child = element.children.find((c) => c.name === name);
  return child ? at(child, ...rest) : null;
}
