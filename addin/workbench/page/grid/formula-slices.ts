/**
 * Lets the page draw and take keys while Univer finds out which of many formulas follow which.
 *
 * Univer 0.25.1 calculates in pieces, but before each calculation, so after each cell that is typed, it goes over all
 * formulas of the workbook at one go, and parses all that are more than 5,000 anew. Here it takes breaks, and remembers
 * what it has parsed. What it would have done before such a break could come up is kept in that order: a calculation
 * starts when the last has ended, and is stopped only where Univer looks whether it is.
 */
import { type Injector, LRUMap, requestImmediateMacroTask } from '@univerjs/core';
import {
  ICalculateFormulaService,
  IFormulaDependencyGenerator,
  IFormulaRuntimeService,
} from '@univerjs/preset-sheets-core';

/** How long the page waits at most, in milliseconds: less than a frame. */
const SLICE_MS = 12;
/** How many parsed formulas are remembered; each takes one or two kilobytes. */
const PARSED = 50_000;

/** What is replaced; most of it is not in Univer's types, or not for others. */
interface Generating {
  generate(...of: unknown[]): Promise<unknown>;
  _getRangeListByNode(...of: unknown[]): Promise<unknown>;
  _disposeByUnitId(unitId: string): void;
}
interface Calculating {
  execute(...of: unknown[]): Promise<void>;
  readonly _executeLock: { acquire(key: string, work: () => Promise<void>): Promise<void> };
}

export function calculateInSlices(injector: Injector): void {
  const generator = injector.get(IFormulaDependencyGenerator) as unknown as Generating;
  rememberParsed(generator);
  takeBreaks(generator, injector.get(IFormulaRuntimeService));
  oneAfterAnother(injector.get(ICalculateFormulaService) as unknown as Calculating);
}

/** Univer's own limit cannot be set, and what remembers is known to its generator only. */
function rememberParsed(generator: Generating): void {
  const forEach = Object.getOwnPropertyDescriptor(LRUMap.prototype, 'forEach');
  if (!forEach) return;
  LRUMap.prototype.forEach = function (this: LRUMap<unknown, unknown>) {
    this.limit = PARSED;
  };
  generator._disposeByUnitId('');
  Object.defineProperty(LRUMap.prototype, 'forEach', forEach);
}

function takeBreaks(generator: Generating, runtime: IFormulaRuntimeService): void {
  const [generate, rangesOf] = [generator.generate.bind(generator), generator._getRangeListByNode.bind(generator)];
  const isStopped = runtime.isStopExecution.bind(runtime);
  let isGenerating = false;
  let end = 0;
  generator.generate = async (...of) => {
    isGenerating = true;
    end = performance.now() + SLICE_MS;
    try {
      return await generate(...of);
    } finally {
      isGenerating = false;
    }
  };
  generator._getRangeListByNode = async (...of) => {
    if (isGenerating && performance.now() > end) {
      await new Promise((resolve) => requestImmediateMacroTask(resolve));
      end = performance.now() + SLICE_MS;
    }
    return rangesOf(...of);
  };
  // A formula that is not looked at since the calculation was stopped would be one that follows no cell.
  runtime.isStopExecution = () => !isGenerating && isStopped();
}

/** A calculation that starts takes what the one before it works with. */
function oneAfterAnother(service: Calculating): void {
  const execute = service.execute.bind(service);
  let last = Promise.resolve();
  service.execute = (...of) => {
    last = last.then(() => execute(...of)).then(() => service._executeLock.acquire(LOCK, () => Promise.resolve()));
    return last;
  };
}

/** Under which Univer keeps calculations apart. */
const LOCK = 'FORMULA_EXECUTION_LOCK';
