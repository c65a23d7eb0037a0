import { UntrustedFault } from './untrusted.ts';

export type BaselineFaultCode = 'BASELINE_MISSING' | 'BASELINE_DAMAGED' | 'BASELINE_VERSION' | 'BASELINE_INVALID';

const SENTENCES: Record<BaselineFaultCode, string> = {
  BASELINE_MISSING: 'The workbook no longer holds what was pulled into this sheet. Pull again.',
  BASELINE_DAMAGED: 'What the workbook remembers of this pull was changed by hand or is incomplete. Pull again.',
  BASELINE_VERSION: 'This sheet was pulled by another version of Marketgrid. Pull again.',
  BASELINE_INVALID: 'What the workbook remembers of this pull makes no sense. Pull again.',
};

/** The remembered pull cannot be trusted; nothing is sent. */
export class BaselineFault extends Error {
  override readonly name = 'BaselineFault';
  constructor(
    readonly code: BaselineFaultCode,
    /** Where in the remembered text, for a report. */
    readonly path: string = '',
  ) {
    super(SENTENCES[code]);
  }
}

/**
 * Runs a reader of remembered text: what it stumbles over becomes a fault that names the place.
 * @param part of what is remembered; empty for the pull itself
 * @throws BaselineFault
 */
export function readingAsHostile<T>(part: string, read: () => T): T {
  try {
    return read();
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new BaselineFault('BASELINE_DAMAGED', part);
    if (!(fault instanceof UntrustedFault)) throw fault;
    const path = [part, fault.path].filter((step) => step !== '').join('.');
    throw new BaselineFault('BASELINE_INVALID', path);
  }
}
