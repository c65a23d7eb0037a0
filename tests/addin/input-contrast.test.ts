/** The looks of a view's cells can be read, as they are given and as the workbench draws them in the dark. */
import { expect, test } from '@jest/globals';
import { INPUT_FILL, INPUT_FONT, KEY_FONT, MARK_FILL } from '../../addin/excel/layout.ts';

type Rgb = [red: number, green: number, blue: number];

const rgb = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;

/** As Univer 0.25.1 draws a colour in the dark (`invertColorByMatrix`; the package itself keeps a worker of jest's alive). */
function inTheDark(hex: string): Rgb {
  const [red, green, blue] = rgb(hex);
  const less = 255 - 0.667 * (red + green + blue);
  return [red, green, blue].map((part) => Math.min(255, Math.max(0, part + less))) as Rgb;
}

/** WCAG 2.2, "relative luminance". */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

test.each([
  ['an input', INPUT_FONT, INPUT_FILL],
  ['an input that is marked', INPUT_FONT, MARK_FILL],
  ['a key', KEY_FONT, '#FFFFFF'],
])('the letters of %s stand out by 4.5 to 1 in the light and in the dark', (_what, font, fill) => {
  expect(contrast(rgb(font), rgb(fill))).toBeGreaterThan(4.5);
  expect(contrast(inTheDark(font), inTheDark(fill))).toBeGreaterThan(4.5);
});

/** Of Univer's sheet in the dark. */
const DARK_SHEET = '#1B1C1F';

test('an input is seen to be one beside other cells, in the light and in the dark', () => {
  expect(contrast(rgb(INPUT_FILL), rgb('#FFFFFF'))).toBeGreaterThan(1.1);
  expect(contrast(inTheDark(INPUT_FILL), rgb(DARK_SHEET))).toBeGreaterThan(1.25);
});
