import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../addin/commands/commands.ts';
import { MANIFEST_ORIGIN, renderManifest } from '../../api/web/add-in-files.ts';
import { drawIcon, ICON_SIZES, ICONS } from '../../api/web/icons.ts';
import { PAGES } from '../../api/web/pages.ts';
import { manifestFaults, pngFaults, type ManifestContext } from './support/manifest-rules.ts';

const root = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const MANIFEST = readFileSync(root('manifest.xml'), 'utf8');

const context: ManifestContext = {
  origin: MANIFEST_ORIGIN,
  version: (JSON.parse(readFileSync(root('package.json'), 'utf8')) as { version: string }).version,
  functions: Object.keys(COMMANDS),
  // `/workbench` is a page of another entry.
  pages: [...PAGES.map(({ route }) => route), '/workbench'],
  fileOf: (path) => {
    const icon = /^\/icons\/([\w-]+\.png)$/.exec(path)?.[1];
    return icon !== undefined && existsSync(root(`addin/assets/${icon}`)) ? root(`addin/assets/${icon}`) : null;
  },
};

test('the manifest keeps every rule', () => {
  expect(manifestFaults(MANIFEST, context)).toEqual([]);
});

test('rendered for another origin it keeps them too, and nothing is left of the old one', () => {
  const origin = 'https://marketgrid.example.com';
  const rendered = renderManifest(MANIFEST, origin);
  expect(manifestFaults(rendered, { ...context, origin })).toEqual([]);
  expect(rendered.replace(/<!--[\s\S]*?-->/g, '')).not.toContain('localhost');
});

describe('a manifest with one fault is refused, by name', () => {
  test.each<[fault: string, from: string | RegExp, to: string, sentence: string]>([
    ['an id that is no GUID', /<Id>.*<\/Id>/, '<Id>marketgrid</Id>', 'The id is not a GUID.'],
    ['a version of three parts', '.0</Version>', '</Version>', 'which package.json makes it'],
    ['http', 'https://localhost:4000/taskpane"', 'http://localhost:4000/taskpane"', 'is not https'],
    [
      'another origin',
      'https://localhost:4000/icons/push-16.png',
      'https://cdn.example.com/a.png',
      'not of the origin',
    ],
    ['an icon that is not there', 'icons/pull-80.png', 'icons/pull-81.png', 'answers nothing at /icons/pull-81.png'],
    ['an icon of another size', 'icons/pull-80.png', 'icons/pull-64.png', 'pull-64.png is 64 × 64 and not 80 × 80'],
    ['an icon without 80 pixels', /<bt:Image size="80" resid="Push.80" \/>/, '', 'An icon lacks size 80.'],
    ['a resource that is not defined', 'resid="Push.Tip"', 'resid="Shove.Tip"', 'Shove.Tip is not defined'],
    ['a resource that is there twice', 'String id="Pull.Tip"', 'String id="Pull.Label"', 'Pull.Label is defined twice'],
    [
      'an older ExcelApi',
      '"ExcelApi" MinVersion="1.12"',
      '"ExcelApi" MinVersion="1.1"',
      'ExcelApi 1.12 is not required',
    ],
    ['no shared runtime', /<Runtime resid.*\/>/, '', 'no one shared, long runtime'],
    [
      'commands on a page of their own',
      '<FunctionFile resid="Pane.Url" />',
      '<FunctionFile resid="Tab.Label" />',
      'not of the page',
    ],
    ['a command that nobody wrote', '>refresh</', '>reload</', 'No command is called reload.'],
    ['a button twice', 'id="Marketgrid.Push"', 'id="Marketgrid.Pull"', 'Marketgrid.Pull stands there twice'],
    ['elements out of order', /(<Permissions>.*<\/Permissions>)\s*(<VersionOverrides)/, '$2', 'in this order'],
    ['an element left open', '</DesktopFormFactor>', '', 'The file is no XML'],
  ])('%s', (_fault, from, to, sentence) => {
    const mutated = MANIFEST.replace(from, to);
    expect(mutated).not.toBe(MANIFEST);
    expect(manifestFaults(mutated, context)).toContainEqual(expect.stringContaining(sentence));
  });
});

test('every icon is a real PNG of its size, and there is none that the drawing does not make', () => {
  const names = Object.keys(ICONS).flatMap((name) => ICON_SIZES.map((size) => ({ file: `${name}-${size}.png`, size })));
  expect(readdirSync(root('addin/assets')).sort()).toEqual(names.map(({ file }) => file).sort());
  for (const { file, size } of names) expect(pngFaults(root(`addin/assets/${file}`), size)).toEqual([]);
});

test('the icons are those that the drawing makes', () => {
  for (const [name, strokes] of Object.entries(ICONS)) {
    const stored = readFileSync(root(`addin/assets/${name}-32.png`));
    expect(pixels(stored).equals(pixels(drawIcon(strokes, 32)))).toBe(true);
  }
});

/** Of our own files: IHDR takes 25 bytes, then one IDAT. Compression may differ between versions of zlib. */
function pixels(png: Buffer): Buffer {
  const start = 8 + 25;
  return inflateSync(png.subarray(start + 8, start + 8 + png.readUInt32BE(start)));
}
