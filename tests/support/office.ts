/**
 * Microsoft's unmodified office.js in Node, over a workbook of our own (addin/workbench/host). The library is loaded in
 * this realm from node_modules and speaks to the host through its own `_richApiNativeBridge`.
 *
 * It does not prove what a real Excel answers: see the head of excel-host.ts.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ExcelHost } from '../../addin/workbench/host/excel-host.ts';
import type { RequestBatch, ResponseBatch } from '../../addin/workbench/host/protocol.ts';

interface Bridge {
  sendMessageToHost(message: string): void;
  /** Put in place by the library. */
  onMessageFromHost?(message: string): void;
}

interface ProcessQueryMessage {
  readonly id: number;
  readonly message: { readonly body: RequestBatch };
}

/** One exchange, as it went over the wire. */
export interface Exchange {
  readonly request: RequestBatch;
  readonly response: ResponseBatch;
  /** Of the message as it went to the host, in UTF-8. */
  readonly requestBytes: number;
  /** Of the answer's body, in UTF-8. */
  readonly responseBytes: number;
}

export interface OfficeSession {
  readonly host: ExcelHost;
  readonly Excel: typeof Excel;
  readonly exchanges: Exchange[];
  /** Bytes of the largest request or answer so far. */
  largest: number;
  /** False where nobody looks at the exchanges, so that they need not be kept. */
  readonly isRecording: boolean;
}

/** Excel on the web refuses requests over 5 MB (learn.microsoft.com, "Resource limits and performance optimization"). */
const MAX_REQUEST_BYTES = 5_000_000;

let current: OfficeSession | null = null;
const bridge: Bridge = { sendMessageToHost: (text) => void answer(text) };

async function answer(text: string): Promise<void> {
  const session = current;
  const { id, message } = JSON.parse(text) as ProcessQueryMessage;
  if (!session) throw new Error('office.js spoke before a workbook was opened');
  const requestBytes = Buffer.byteLength(text);
  const isTooLarge = requestBytes > MAX_REQUEST_BYTES;
  const response = isTooLarge ? tooLarge : await session.host.processQuery(message.body);
  // As text and back: nothing but JSON may pass between the two.
  const body = JSON.stringify(response);
  const responseBytes = Buffer.byteLength(body);
  session.largest = Math.max(session.largest, requestBytes, responseBytes);
  if (session.isRecording) session.exchanges.push({ request: message.body, response, requestBytes, responseBytes });
  const reply = { id, type: 2, message: { statusCode: 200, headers: {}, body } };
  bridge.onMessageFromHost?.(JSON.stringify(reply));
}

const tooLarge: ResponseBatch = {
  Results: [],
  Error: {
    Code: 'RequestPayloadSizeLimitExceeded',
    Message: 'The request is too large.',
    Location: '',
    ActionIndex: 0,
  },
};

/** A fresh workbook behind `Excel.run`; the one before it is gone. */
export function openWorkbook(host = new ExcelHost(), { isRecording = true } = {}): OfficeSession {
  loadOfficeJs();
  host.onEvents = (entries) =>
    bridge.onMessageFromHost?.(JSON.stringify({ type: 3, controlId: '', message: { entries } }));
  const library = (globalThis as unknown as { Excel: typeof Excel }).Excel;
  current = { host, Excel: library, exchanges: [], largest: 0, isRecording };
  return current;
}

/** Just enough of a page for the library to load; it is evaluated once for each test file. */
function loadOfficeJs(): void {
  if ('_richApiNativeBridge' in globalThis) return;
  const page = {
    window: globalThis,
    self: globalThis,
    navigator: { userAgent: 'node' },
    document: {
      createElement: () => ({}),
      addEventListener: () => undefined,
      getElementsByTagName: () => [],
      getElementById: () => null,
      readyState: 'loading',
    },
    location: { hash: '', search: '', href: 'http://localhost/', protocol: 'http:' },
    addEventListener: () => undefined,
    _richApiNativeBridge: bridge,
  };
  for (const [name, value] of Object.entries(page)) {
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  }
  const file = createRequire(import.meta.url).resolve('@microsoft/office-js/dist/excel-web-16.00.js');
  // As a script in this realm (jest gives each test file one of its own), so that `instanceof Error` holds.
  const evaluate = globalThis.eval;
  // While it loads, the library complains to the console that this is no browser.
  const { error, log, trace, warn } = console;
  const silent = (): void => undefined;
  Object.assign(console, { error: silent, log: silent, trace: silent, warn: silent });
  try {
    evaluate(`${readFileSync(file, 'utf8')}\n//# sourceURL=excel-web-16.00.js`);
    // A page would learn this from its Excel; the requirement set is the manifest's.
    const realm = globalThis as unknown as { Office: object };
    const isSetSupported = (name: string, version = '1.1'): boolean =>
      name === 'ExcelApi' && Number(String(version).split('.')[1]) <= 12;
    realm.Office = Object.create(realm.Office, { context: { value: { requirements: { isSetSupported } } } }) as object;
  } finally {
    Object.assign(console, { error, log, trace, warn });
  }
}
