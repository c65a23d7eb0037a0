/** Writes to a response as fast as its reader takes it, and gives up on one who takes nothing for too long. */
import type { ServerResponse } from 'node:http';
import { Writable } from 'node:stream';

/** The reader has taken nothing of what was written for `stalledMs`. */
export class ReaderStalled extends Error {
  override readonly name = 'ReaderStalled';

  constructor() {
    super('The reader of the answer takes nothing.');
  }
}

type Done = (error?: Error | null) => void;

export class PatientWriter extends Writable {
  readonly #response: ServerResponse;
  readonly #stalledMs: number;

  constructor(response: ServerResponse, stalledMs: number) {
    super();
    this.#response = response;
    this.#stalledMs = stalledMs;
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: Done): void {
    if (this.#response.write(chunk)) done();
    else this.#waitFor('drain', done);
  }

  override _final(done: Done): void {
    this.#waitFor('finish', done);
    this.#response.end();
  }

  #waitFor(event: 'drain' | 'finish', done: Done): void {
    const response = this.#response;
    const end = (error?: Error): void => {
      clearTimeout(timer);
      response.off(event, onEvent).off('close', onClose);
      done(error);
    };
    const onEvent = (): void => end();
    const onClose = (): void => end(response.writableFinished ? undefined : new Error('The reader has gone.'));
    const timer = setTimeout(() => end(new ReaderStalled()), this.#stalledMs);
    response.once(event, onEvent).once('close', onClose);
  }
}
