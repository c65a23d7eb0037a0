import type { MarketgridClient } from '../client/marketgrid-client.ts';
import type { SheetPort } from './sheet.port.ts';

/** What every flow works with; the clock and the ids are given, so that tests can hold them. */
export interface FlowContext {
  readonly client: Pick<MarketgridClient, 'matrix' | 'matrixDelta' | 'push'>;
  readonly sheet: SheetPort;
  /** The signed-in person, for the line above the table. */
  readonly user: string;
  readonly now: () => Date;
  readonly newId: () => string;
}
