/**
 * Draws the add-in's icons. They are in addin/assets so that nobody needs to; `node dist/api/web/draw-icons.js` draws
 * them anew. Strokes on a tile of 16 × 16 units, each pixel the mean of 8 × 8 samples.
 */
import { crc32, deflateSync } from 'node:zlib';

export const ICON_SIZES = [16, 32, 64, 80] as const;

type Point = readonly [x: number, y: number];
type Stroke = readonly Point[];

const arc = (centre: Point, radius: number, [from, to]: readonly [number, number]): Stroke =>
  Array.from({ length: 25 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 24) * Math.PI) / 180;
    return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
  });

/** Beside the product's own: one for each button of the ribbon that has another meaning. */
export const ICONS: Readonly<Record<string, readonly Stroke[]>> = {
  icon: [
    [
      [3.5, 10.5],
      [6.5, 7],
      [9, 9.5],
      [12.5, 4.5],
    ],
    [
      [3.5, 12.8],
      [12.5, 12.8],
    ],
  ],
  pull: [
    [
      [8, 3.2],
      [8, 10],
    ],
    [
      [5, 7.2],
      [8, 10.2],
      [11, 7.2],
    ],
    [
      [4, 12.8],
      [12, 12.8],
    ],
  ],
  preview: [
    arc([7, 7], 3.6, [0, 360]),
    [
      [9.7, 9.7],
      [12.7, 12.7],
    ],
  ],
  push: [
    [
      [8, 10.4],
      [8, 3.6],
    ],
    [
      [5, 6.4],
      [8, 3.4],
      [11, 6.4],
    ],
    [
      [4, 12.8],
      [12, 12.8],
    ],
  ],
  refresh: [
    arc([8, 8], 4.4, [25, 320]),
    [
      [11.7, 2.4],
      [11.5, 5.3],
      [8.6, 5.1],
    ],
  ],
};

const TILE = [15, 108, 92] as const;
const CORNER = 3;
const HALF_STROKE = 0.75;
const SAMPLES = 8;

/** An icon as a PNG with transparency. */
export function drawIcon(strokes: readonly Stroke[], size: number): Buffer {
  const rows = Buffer.alloc(size * (1 + 4 * size));
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) rows.set(pixel(strokes, [x, y], size), y * (1 + 4 * size) + 1 + 4 * x);
  }
  return png(size, rows);
}

function pixel(strokes: readonly Stroke[], [x, y]: Point, size: number): readonly number[] {
  let onTile = 0;
  let onStroke = 0;
  for (let i = 0; i < SAMPLES * SAMPLES; i++) {
    const at = (n: number, offset: number): number => ((n + (offset + 0.5) / SAMPLES) * 16) / size;
    const point: Point = [at(x, i % SAMPLES), at(y, Math.floor(i / SAMPLES))];
    if (!isOnTile(point)) continue;
    onTile += 1;
    if (strokes.some((stroke) => isOnStroke(stroke, point))) onStroke += 1;
  }
  const white = onTile === 0 ? 0 : onStroke / onTile;
  return [...TILE.map((channel) => Math.round(channel + (255 - channel) * white)), Math.round((onTile * 255) / 64)];
}

function isOnTile([x, y]: Point): boolean {
  const beyond = (n: number): number => Math.max(0, CORNER - n, n - (16 - CORNER));
  return Math.hypot(beyond(x), beyond(y)) <= CORNER;
}

const isOnStroke = (stroke: Stroke, point: Point): boolean =>
  stroke.some((end, i) => i > 0 && distance(stroke[i - 1] ?? end, end, point) <= HALF_STROKE);

/** From a point to a line between two others. */
function distance([ax, ay]: Point, [bx, by]: Point, [x, y]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(x - ax - t * dx, y - ay - t * dy);
}

/** W3C, "Portable Network Graphics": 8 bits a channel, RGBA, no filter. */
function png(size: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data]);
  const [length, checksum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}
