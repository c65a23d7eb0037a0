/** Reads the JSON in the body of a request. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import express from 'express';
import { RequestError } from '../request-error.ts';

export interface Body {
  /** Undefined for a request without a body. */
  readonly json: unknown;
  /** As they came, unpacked where they were compressed. */
  readonly bytes: number;
}

/** @throws whatever body-parser refuses a body with: a status from 400 on */
export type ReadBody = (request: IncomingMessage, response: ServerResponse) => Promise<Body>;

/** How programs write it; as body-parser, which takes everything else, would read it. */
const PLAIN = /^application\/json(; ?charset=utf-8)?$/i;

/** `limit` in bytes; that of an announced length is `requestGuard`'s to judge. */
export function bodyReader(limit: number): ReadBody {
  const readAny = anyReader(limit);
  return (request, response) => {
    const { 'content-type': type = '', 'content-length': length, 'content-encoding': coding } = request.headers;
    return length !== undefined && coding === undefined && PLAIN.test(type)
      ? readPlain(request)
      : readAny(request, response);
  };
}

function readPlain(request: IncomingMessage): Promise<Body> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const refuse = (): void => reject(new RequestError('BAD_REQUEST', undefined, 400));
    request.on('data', (chunk: Buffer) => void chunks.push(chunk));
    request.once('error', refuse);
    request.once('end', () => {
      const [first = Buffer.alloc(0)] = chunks;
      const whole = chunks.length === 1 ? first : Buffer.concat(chunks);
      try {
        resolve({ json: parsed(whole), bytes: whole.length });
      } catch {
        refuse();
      }
    });
  });
}

/** Without a byte order mark, as body-parser takes it. */
const utf8 = new TextDecoder();

function parsed(body: Buffer): unknown {
  if (body.length === 0) return {};
  const json = JSON.parse(utf8.decode(body)) as unknown;
  if (typeof json !== 'object' || json === null) throw new SyntaxError('neither an object nor a list');
  return json;
}

/** Compressed bodies, other charsets, bodies of no announced length. */
function anyReader(limit: number): ReadBody {
  const sizes = new WeakMap<IncomingMessage, number>();
  const read = express.json({ limit, verify: (request, _response, body) => void sizes.set(request, body.length) });
  return (request, response) =>
    new Promise((resolve, reject) => {
      read(request, response, (error?: unknown) => {
        const { body } = request as IncomingMessage & { readonly body?: unknown };
        if (error === undefined) resolve({ json: body, bytes: sizes.get(request) ?? 0 });
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- handed on as it was thrown
        else reject(error);
      });
    });
}
