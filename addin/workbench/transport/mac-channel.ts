/**
 * What Excel for Mac offers to the web view of a task pane: `window.webkit.messageHandlers.Agave`, through which
 * office.js (with `_host_Info=Excel$Mac$…` in the page's URL) reaches its host. Here the host is the workbench.
 *
 * Messages were read off the unmodified library; replies are what it consumes. Nobody here has seen a real Excel's.
 */
import type { EventEntry, RequestBatch, ResponseBatch } from '../host/protocol.ts';

/** `OSFWebkit.MessageId` of the library. */
const Method = {
  Execute: 1,
  RegisterEvent: 2,
  UnregisterEvent: 3,
  WriteSettings: 4,
  GetContext: 5,
} as const;

/** `OSF.EventDispId` and the dispatch ids of methods, of the library. */
const Dispatch = { RichApiEvent: 33, CommandInvoked: 39, ExecuteBatch: 93, CommandCompleted: 94 } as const;

const FAILED = 5001;

interface Message {
  readonly methodId: number;
  readonly callbackId: string;
  readonly params: {
    readonly id?: number;
    readonly targetId?: string;
    readonly apiArgs?: readonly unknown[];
    readonly keys?: readonly string[];
    readonly values?: readonly string[];
  };
}

/** What the page of a pane holds once office.js has loaded. */
export interface PaneWindow extends Window {
  webkit?: { readonly messageHandlers: { readonly Agave: { postMessage(text: string): void } } };
  readonly OSF?: {
    readonly ScriptMessaging: {
      agaveHostCallback(callbackId: string, parameters: unknown): void;
      agaveHostEventCallback(callbackId: string, parameters: unknown): void;
    };
  };
  readonly JSON: typeof JSON;
  reportError(fault: unknown): void;
}

export interface ChannelHost {
  processQuery(batch: RequestBatch): Promise<ResponseBatch>;
  /** Settings of the document, by key. */
  readonly settings: Map<string, string>;
}

/** The requirement sets that the pane may ask for; those that the host implements, or what the library brings itself. */
const REQUIREMENTS = {
  ExcelApi: '1.12',
  SharedRuntime: '1.1',
  RibbonApi: '1.1',
  AddinCommands: '1.1',
  Settings: '1.1',
  RichApiRuntime: '1.2',
  RichApiRuntimeFlag: '1.2',
};

/** The connection of one pane; a reload of the pane makes a new one. */
export class MacChannel {
  private readonly listeners = new Map<string, string>();
  private readonly waiting = new Map<string, () => void>();
  private lastCommand = 0;

  constructor(
    private readonly pane: PaneWindow,
    private readonly host: ChannelHost,
  ) {
    pane.webkit = { messageHandlers: { Agave: { postMessage: (text) => void this.receive(text) } } };
  }

  /** Events of the workbook, for the handlers that the add-in has added. */
  deliver(entries: readonly EventEntry[]): void {
    const rows = entries.map((e) => [e.messageCategory, e.messageType, e.targetId, e.message, 0]);
    for (const [key, callbackId] of this.listeners) {
      if (key.startsWith(`${Dispatch.RichApiEvent}|`)) this.event(callbackId, [[...rows], Dispatch.RichApiEvent]);
    }
  }

  /** True when the pane has told office.js its commands (`Office.actions.associate`). */
  get hasCommands(): boolean {
    return this.listeners.has(`${Dispatch.CommandInvoked}|`);
  }

  /** As when a ribbon button of type ExecuteFunction is pressed; resolves when the command calls `event.completed()`. */
  runCommand(functionName: string, controlId: string): Promise<void> {
    const callbackId = this.listeners.get(`${Dispatch.CommandInvoked}|`);
    if (callbackId === undefined) return Promise.reject(new Error('The pane offers no commands.'));
    const id = `command-${++this.lastCommand}`;
    const source = JSON.stringify({ source: { id: controlId } });
    this.event(callbackId, [[id, functionName, source], Dispatch.CommandInvoked]);
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }

  private async receive(text: string): Promise<void> {
    const message = JSON.parse(text) as Message;
    const answer = await this.answer(message);
    if (answer !== undefined) this.reply(message.callbackId, answer);
  }

  private async answer({ methodId, params, callbackId }: Message): Promise<unknown> {
    switch (methodId) {
      case Method.GetContext:
        return context(this.host.settings);
      case Method.Execute:
        return this.execute(params.id, params.apiArgs ?? []);
      case Method.RegisterEvent:
        this.listeners.set(`${params.id}|${params.targetId ?? ''}`, callbackId);
        return [0];
      case Method.UnregisterEvent:
        this.listeners.delete(`${params.id}|${params.targetId ?? ''}`);
        return [0];
      case Method.WriteSettings:
        this.host.settings.clear();
        params.keys?.forEach((key, i) => this.host.settings.set(key, params.values?.[i] ?? ''));
        return [0];
      default:
        return undefined;
    }
  }

  private async execute(id: number | undefined, apiArgs: readonly unknown[]): Promise<unknown> {
    if (id === Dispatch.CommandCompleted) {
      this.completed(apiArgs);
      return [0, [0]];
    }
    if (id !== Dispatch.ExecuteBatch) return [0, [FAILED]];
    // [customData, method, path, headers, body, …]
    const call = (Array.isArray(apiArgs[0]) ? apiArgs[0] : apiArgs) as readonly unknown[];
    try {
      const response = await this.host.processQuery(JSON.parse(String(call[4])) as RequestBatch);
      return [0, [0, [200, [], JSON.stringify(response)]]];
    } catch (fault) {
      // A mistake of ours: it is shown as what it is, and the add-in gets an error instead of waiting for ever.
      this.pane.reportError(fault);
      return [0, [FAILED]];
    }
  }

  private completed(apiArgs: readonly unknown[]): void {
    const text = JSON.stringify(apiArgs);
    for (const [id, resolve] of this.waiting) {
      if (!text.includes(`"${id}"`)) continue;
      this.waiting.delete(id);
      resolve();
    }
  }

  /** Not at once: the library does not expect the answer within its own call. */
  private reply(callbackId: string, parameters: unknown): void {
    this.pane.setTimeout(() => {
      this.pane.OSF?.ScriptMessaging.agaveHostCallback(callbackId, this.ownBy(parameters));
    }, 0);
  }

  private event(callbackId: string, parameters: unknown): void {
    this.pane.setTimeout(() => {
      this.pane.OSF?.ScriptMessaging.agaveHostEventCallback(callbackId, this.ownBy(parameters));
    }, 0);
  }

  /** As text and back, in the pane's realm: nothing but JSON passes between the two pages. */
  private ownBy(parameters: unknown): unknown {
    return this.pane.JSON.parse(JSON.stringify(parameters));
  }
}

/** `OSFWebkit.AppContextProperties` of the library, by position. */
function context(settings: Map<string, string>): readonly unknown[] {
  const EXCEL = 1;
  const READ_WRITE = 0;
  const answer: unknown[] = Array.from({ length: 24 }, () => 0);
  answer[0] = [[...settings.keys()], [...settings.values()]];
  answer[1] = '6d61726b-6574-4772-8964-000000000001';
  answer[2] = EXCEL;
  answer[3] = 16;
  answer[7] = READ_WRITE;
  answer[8] = 'en-US';
  answer[9] = 'en-US';
  answer[11] = 'Workbook';
  answer[12] = 1;
  answer[14] = '';
  answer[16] = 'workbench';
  answer[17] = 'workbench';
  answer[18] = false;
  answer[19] = false;
  answer[20] = JSON.stringify(REQUIREMENTS);
  answer[21] = '';
  answer[22] = '16.0.0';
  return answer;
}
