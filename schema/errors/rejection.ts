/** A refusal that the analyst can act on; a value, not an exception. */
import type { RejectionCode } from './codes.ts';

export interface Problem {
  readonly code: RejectionCode;
  /** One sentence for the analyst, with the figures that he may see. */
  readonly message: string;
  /** What to do about it. */
  readonly nextStep: string;
}
