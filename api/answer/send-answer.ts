/** Sends the text of an answer: at once where it is short, else piece by piece, no faster than it is read. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BYTES_FROM, type TextPiece } from '../database/long-text.ts';
import type { AnswerText } from '../matrix/raw-json.ts';
import { type Encoding, encodingOf } from './encoding.ts';
import { PatientWriter } from './patient-writer.ts';

/** Characters of a text that is sent in one go; what a kernel takes without waiting for the reader. */
const AT_ONCE = 65_536;
/** Short pieces are joined up to this many characters before they are written. */
const CHUNK = BYTES_FROM;

export interface Sending {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Milliseconds that a reader may take nothing. */
  readonly stalledMs: number;
  /** Fires when the reader has gone. */
  readonly gone: AbortSignal;
}

/**
 * Resolves when all is sent. Status and headers are the caller's, but for the coding and the length.
 * @throws when the answer breaks off: the reader has gone or stalled, or its source has failed. Then the connection is
 * closed without the end of the body, so that nobody takes a part for the whole.
 */
export async function sendAnswer(text: AnswerText, o: Sending): Promise<void> {
  const { request, response } = o;
  const length = byteLength(text);
  const encoding = encodingOf(request, length);
  response.appendHeader('Vary', 'Accept-Encoding');
  if (encoding) response.setHeader('Content-Encoding', encoding.name);
  else if (length !== undefined) response.setHeader('Content-Length', length);
  if (!encoding && length !== undefined && length <= AT_ONCE) {
    response.end(text.flatMap(({ held }) => held).join(''));
    return;
  }
  try {
    await stream(text, encoding, o);
  } catch (error) {
    response.destroy();
    throw error;
  }
}

async function stream(text: AnswerText, encoding: Encoding | null, o: Sending): Promise<void> {
  const source = Readable.from(chunks(text), { objectMode: false });
  const writer = new PatientWriter(o.response, o.stalledMs);
  const steps = encoding ? [source, encoding.compressor(), writer] : [source, writer];
  await pipeline(steps, { signal: o.gone });
}

/** Of an answer that is held whole. */
function byteLength(text: AnswerText): number | undefined {
  if (text.some(({ rest }) => rest)) return undefined;
  let length = 0;
  for (const { held } of text) for (const piece of held) length += Buffer.byteLength(piece);
  return length;
}

async function* chunks(text: AnswerText): AsyncGenerator<Buffer, void> {
  let chunk: string[] = [];
  let length = 0;
  for await (const piece of pieces(text)) {
    if (typeof piece === 'string') {
      chunk.push(piece);
      length += piece.length;
      if (length < CHUNK) continue;
    }
    if (length > 0) yield Buffer.from(chunk.join(''));
    if (typeof piece !== 'string') yield piece;
    chunk = [];
    length = 0;
  }
  yield Buffer.from(chunk.join(''));
}

async function* pieces(text: AnswerText): AsyncGenerator<TextPiece, void> {
  for (const { held, rest } of text) {
    yield* held;
    if (rest) yield* rest;
  }
}
