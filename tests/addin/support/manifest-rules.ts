/**
 * What Excel asks of an add-in only manifest, as far as it can be known without Excel. Sources: learn.microsoft.com,
 * "Office Add-ins manifest", "VersionOverrides element", "Runtimes element", "Icon element"; each rule answers sentences.
 */
import { existsSync, readFileSync } from 'node:fs';
import { all, at, parseXml, type XmlElement } from './xml.ts';

export interface ManifestContext {
  readonly origin: string;
  /** Of package.json. */
  readonly version: string;
  /** Functions that addin/commands binds. */
  readonly functions: readonly string[];
  /** The file that the server answers for a path, or null. */
  readonly fileOf: (path: string) => string | null;
  /** Paths that answer a page. */
  readonly pages: readonly string[];
}

/** Every fault by name; empty for a manifest that keeps all rules. */
export function manifestFaults(source: string, context: ManifestContext): string[] {
  let root: XmlElement;
  try {
    root = parseXml(source);
  } catch (fault) {
    return [`The file is no XML: ${(fault as Error).message}.`];
  }
  return RULES.flatMap((rule) => rule(root, context));
}

type Rule = (root: XmlElement, context: ManifestContext) => string[];

const unless = (isTrue: boolean, sentence: string): string[] => (isTrue ? [] : [sentence]);

const ORDER = [
  'Id',
  'Version',
  'ProviderName',
  'DefaultLocale',
  'DisplayName',
  'Description',
  'IconUrl',
  'HighResolutionIconUrl',
  'SupportUrl',
  'AppDomains',
  'Hosts',
  'Requirements',
  'DefaultSettings',
  'Permissions',
  'VersionOverrides',
];

const order: Rule = (root) => {
  const names = root.children.map(({ name }) => name);
  return unless(names.join() === ORDER.join(), `The elements are not ${ORDER.join(', ')} in this order.`);
};

const identity: Rule = (root, { version }) => [
  ...unless(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(at(root, 'Id')?.text ?? ''), 'The id is not a GUID.'),
  ...unless(
    at(root, 'Version')?.text === `${version}.0`,
    `The version is not ${version}.0, which package.json makes it.`,
  ),
];

const texts: Rule = (root) => [
  ...unless((at(root, 'DisplayName')?.attributes['DefaultValue'] ?? '').length <= 125, 'The display name is too long.'),
  ...unless((at(root, 'Description')?.attributes['DefaultValue'] ?? '').length <= 250, 'The description is too long.'),
  ...all(root, 'String').flatMap(({ attributes: { id = '', DefaultValue = '' } }) =>
    unless(
      DefaultValue !== '' && DefaultValue.length <= (id.endsWith('.Tip') ? 250 : 125),
      `The text ${id} is too long or empty.`,
    ),
  ),
];

function urlsOf(root: XmlElement): string[] {
  const values = all(root, 'AppDomain').map(({ text }) => text);
  const walk = (element: XmlElement): void => {
    const { DefaultValue } = element.attributes;
    if (DefaultValue !== undefined && /^\w+:\/\//.test(DefaultValue)) values.push(DefaultValue);
    element.children.forEach(walk);
  };
  walk(root);
  return values;
}

const urls: Rule = (root, { origin, pages, fileOf }) =>
  urlsOf(root).flatMap((url) => {
    if (!url.startsWith('https://')) return [`${url} is not https.`];
    if (url !== origin && !url.startsWith(`${origin}/`)) return [`${url} is not of the origin ${origin}.`];
    const path = url.slice(origin.length);
    return unless(
      path === '' || pages.includes(path) || fileOf(path) !== null,
      `The server answers nothing at ${path}.`,
    );
  });

const resources: Rule = (root) => {
  const overrides = at(root, 'VersionOverrides');
  if (!overrides) return ['There is no VersionOverrides.'];
  const defined = ['Image', 'Url', 'String'].flatMap((name) =>
    all(overrides, name).flatMap((e) => e.attributes['id'] ?? []),
  );
  const used = new Set<string>();
  const walk = ({ attributes, children }: XmlElement): void => {
    if (attributes['resid'] !== undefined) used.add(attributes['resid']);
    children.forEach(walk);
  };
  walk(overrides);
  return [
    ...[...used].filter((id) => !defined.includes(id)).map((id) => `The resource ${id} is not defined.`),
    ...defined.filter((id) => !used.has(id)).map((id) => `The resource ${id} is not used.`),
    ...defined.filter((id, i) => defined.indexOf(id) !== i).map((id) => `The resource ${id} is defined twice.`),
    ...defined.filter((id) => id.length > 32).map((id) => `The resource id ${id} has more than 32 characters.`),
  ];
};

const icons: Rule = (root, { origin, fileOf }) => {
  const sized = all(root, 'Icon').flatMap((icon) => {
    const sizes = icon.children.map(({ attributes }) => attributes['size']);
    return [16, 32, 80].flatMap((size) => unless(sizes.includes(String(size)), `An icon lacks size ${size}.`));
  });
  const urlById = new Map(
    all(root, 'Image').map(({ attributes: { id = '', DefaultValue = '' } }) => [id, DefaultValue] as const),
  );
  const wanted = all(root, 'Icon').flatMap((icon) =>
    icon.children.map(({ attributes: { size = '', resid = '' } }) => ({
      size: Number(size),
      url: urlById.get(resid) ?? '',
    })),
  );
  const own = [
    { size: 32, url: at(root, 'IconUrl')?.attributes['DefaultValue'] ?? '' },
    { size: 64, url: at(root, 'HighResolutionIconUrl')?.attributes['DefaultValue'] ?? '' },
  ];
  const files = [...own, ...wanted].flatMap(({ size, url }) => {
    const file = fileOf(url.slice(origin.length));
    return file === null ? [] : pngFaults(file, size);
  });
  return [...sized, ...files];
};

/** W3C, "Portable Network Graphics": signature, then IHDR with width and height. */
export function pngFaults(file: string, size: number): string[] {
  const name = file.split('/').at(-1) ?? file;
  if (!existsSync(file)) return [`${name} does not exist.`];
  const bytes = readFileSync(file);
  if (bytes.subarray(0, 8).toString('hex') !== '89504e470d0a1a0a') return [`${name} is no PNG.`];
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  return unless(width === size && height === size, `${name} is ${width} × ${height} and not ${size} × ${size}.`);
}

const hosts: Rule = (root) => [
  ...unless(at(root, 'Hosts', 'Host')?.attributes['Name'] === 'Workbook', 'The host is not Workbook.'),
  ...unless(
    at(root, 'VersionOverrides', 'Hosts', 'Host')?.attributes['type'] === 'Workbook',
    'The host of VersionOverrides is not Workbook.',
  ),
  ...unless(at(root, 'Permissions')?.text === 'ReadWriteDocument', 'The permission is not ReadWriteDocument.'),
];

const requirements: Rule = (root) => {
  const sets = new Map(
    all(root, 'Set').map(({ attributes: { Name = '', MinVersion = '' } }) => [Name, MinVersion] as const),
  );
  return [
    ...unless(sets.get('ExcelApi') === '1.12', 'ExcelApi 1.12 is not required.'),
    ...unless(sets.get('SharedRuntime') === '1.1', 'SharedRuntime 1.1 is not required.'),
  ];
};

const runtime: Rule = (root) => {
  const found = all(root, 'Runtime');
  const page = found[0]?.attributes['resid'];
  const others = [...all(root, 'FunctionFile'), ...all(root, 'Action').flatMap((a) => all(a, 'SourceLocation'))];
  return [
    ...unless(
      found.length === 1 && found[0]?.attributes['lifetime'] === 'long',
      'There is no one shared, long runtime.',
    ),
    ...unless(
      others.every(({ attributes }) => attributes['resid'] === page),
      'Commands and pane are not of the page of the shared runtime.',
    ),
  ];
};

const BUTTONS = ['Pull', 'Preview', 'Push', 'Refresh', 'Pane'];

const ribbon: Rule = (root, { functions }) => {
  const labels = new Map(
    all(root, 'String').map(({ attributes: { id = '', DefaultValue = '' } }) => [id, DefaultValue] as const),
  );
  const labelOf = (element: XmlElement | null): string | undefined =>
    labels.get((element && at(element, 'Label'))?.attributes['resid'] ?? '');
  const [tab = null] = all(root, 'CustomTab');
  const controls = all(root, 'Control');
  const ids = [...all(root, 'CustomTab'), ...all(root, 'Group'), ...controls].map((e) => e.attributes['id'] ?? '');
  return [
    ...unless(labelOf(tab) === 'Marketgrid', 'The ribbon tab is not called Marketgrid.'),
    ...unless(controls.map(labelOf).join() === BUTTONS.join(), `The buttons are not ${BUTTONS.join(', ')}.`),
    ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `The id ${id} stands there twice.`),
    ...all(root, 'FunctionName').flatMap(({ text }) =>
      unless(functions.includes(text), `No command is called ${text}.`),
    ),
  ];
};

const RULES: readonly Rule[] = [order, identity, texts, urls, resources, icons, hosts, requirements, runtime, ribbon];
