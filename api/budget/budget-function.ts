import { choices, listed } from '../model/field.ts';

/** Shared by envelopes and allocations. */
export const BudgetFunction = choices(
  'BudgetFunction',
  listed(['SALES', 'MARKETING', 'PRODUCT', 'SERVICE']),
  'The function that spends.',
);
export type BudgetFunction = keyof typeof BudgetFunction;
