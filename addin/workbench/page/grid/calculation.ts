import type { ICommandService } from '@univerjs/core';
import {
  ClearSelectionFormatCommand,
  FormulaCalculationSessionService,
  IActiveDirtyManagerService,
  SetBorderCommand,
  SetFormulaCalculationStartMutation,
  SetStyleCommand,
} from '@univerjs/preset-sheets-core';
import type { Spreadsheet } from './univer.ts';

/** A read waits this long for a calculation that does not get on; then it gets the results that are there. */
const PATIENCE_MS = 30_000;

/** Whether Univer's results are those of the present cells. It calculates some 100 ms after the last change. */
export class Calculation {
  private isAwaited = false;
  private readonly session: FormulaCalculationSessionService;

  constructor({ injector, commands }: Pick<Spreadsheet, 'injector'> & { commands: ICommandService }) {
    this.session = injector.get(FormulaCalculationSessionService);
    const dirty = injector.get(IActiveDirtyManagerService);
    commands.onCommandExecuted((command, options) => {
      if (command.id === SetFormulaCalculationStartMutation.id) this.isAwaited = false;
      else if (dirty.get(command.id) && !options?.onlyLocal && !isOnlyStyle(command.params)) this.isAwaited = true;
    });
  }

  /** Resolves when every formula's result is in its cell. */
  async settled(): Promise<void> {
    if (!this.isAwaited && !this.isRunning) return;
    let before: unknown;
    do {
      before = this.session.state;
    } while (!(await this.isApplied()) && this.session.state !== before);
    this.isAwaited = false;
  }

  private isApplied(): Promise<boolean> {
    return this.session.waitForLatestApplied(PATIENCE_MS).then(
      () => true,
      () => false,
    );
  }

  private get isRunning(): boolean {
    const { started, completed, stopped, resultApplied } = this.session.state;
    return started && !((completed || stopped) && resultApplied);
  }
}

/** Univer calculates nothing anew for these. */
const isOnlyStyle = (params: object | undefined): boolean =>
  params !== undefined && 'trigger' in params && STYLE_TRIGGERS.has(String(params.trigger));
const STYLE_TRIGGERS = new Set<string>([SetStyleCommand.id, SetBorderCommand.id, ClearSelectionFormatCommand.id]);
