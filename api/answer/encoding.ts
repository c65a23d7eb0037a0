/**
 * In which coding an answer is sent (RFC 9110, 12.5.3): one that is asked for, the cheapest first. All at a speed at which
 * they cost a tenth of the pull or less; a slower level saves little of a matrix, which repeats itself (docs/adr/0023).
 */
import type { IncomingMessage } from 'node:http';
import type { Transform } from 'node:stream';
import * as zlib from 'node:zlib';
import Negotiator from 'negotiator';

export interface Encoding {
  /** For `Content-Encoding`. */
  readonly name: string;
  readonly compressor: () => Transform;
}

/** Below so many bytes an answer fits a packet or two, and compressing it wins nothing. */
export const COMPRESSED_FROM = 2048;
/** Bytes that a compressor takes and gives at once; larger than its own default, since each costs a turn of a thread. */
const CHUNK = 65_536;

const { createZstdCompress } = zlib as unknown as {
  /** Node 22.15 and 24 have it. */
  readonly createZstdCompress?: (options: object) => Transform;
};

const zstd = createZstdCompress && {
  name: 'zstd',
  compressor: () => createZstdCompress({ chunkSize: CHUNK }),
};
const brotli = {
  name: 'br',
  compressor: () =>
    zlib.createBrotliCompress({
      chunkSize: CHUNK,
      params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 1, [zlib.constants.BROTLI_PARAM_LGWIN]: 18 },
    }),
};
const gzip = { name: 'gzip', compressor: () => zlib.createGzip({ level: 1, chunkSize: CHUNK }) };

const ENCODINGS: readonly Encoding[] = [zstd, brotli, gzip].filter((each) => each !== undefined);
const NAMES = [...ENCODINGS.map(({ name }) => name), 'identity'];

/**
 * The coding for an answer of this length (undefined: long, how long is not known); null is none. Where the request refuses
 * all, `identity` among them, it is null as well: RFC 9110 leaves that to the server.
 */
export function encodingOf(request: IncomingMessage, length: number | undefined): Encoding | null {
  if (request.headers['accept-encoding'] === undefined) return null;
  const accepted = new Negotiator(request).encodings(NAMES, { preferred: NAMES });
  const isSmall = length !== undefined && length < COMPRESSED_FROM;
  if (isSmall && accepted.includes('identity')) return null;
  return ENCODINGS.find(({ name }) => name === accepted[0]) ?? null;
}
