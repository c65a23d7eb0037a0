import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { FormulaError } from './operand.ts';

/** What is paid is negative, payments fall at the end of a period unless `type` is 1 (support.microsoft.com, "PMT function"). */
interface Loan {
  readonly rate: number;
  readonly periods: number;
  readonly type: number;
}

const growth = ({ rate, periods }: Loan): number => (1 + rate) ** periods;
/** What a payment of 1 in each period has grown to at the end. */
const annuity = (loan: Loan): number =>
  loan.rate === 0 ? loan.periods : ((growth(loan) - 1) / loan.rate) * (1 + loan.rate * loan.type);

const loanOf = (args: FunctionArguments): Loan => ({
  rate: args.number(0),
  periods: args.number(1),
  type: args.number(4, 0) === 0 ? 0 : 1,
});

function payment(args: FunctionArguments): number {
  const loan = loanOf(args);
  if (loan.periods === 0) throw new FormulaError('#NUM!');
  return -(args.number(2) * growth(loan) + args.number(3, 0)) / annuity(loan);
}

const presentValue = (args: FunctionArguments): number => {
  const loan = loanOf(args);
  return -(args.number(3, 0) + args.number(2) * annuity(loan)) / growth(loan);
};

const futureValue = (args: FunctionArguments): number => {
  const loan = loanOf(args);
  return -(args.number(3, 0) * growth(loan) + args.number(2) * annuity(loan));
};

const netPresentValue = (args: FunctionArguments): number =>
  args
    .from(1)
    .numbers()
    .reduce((sum, value, i) => sum + value / (1 + args.number(0)) ** (i + 1), 0);

export const FINANCIAL: FunctionTable = { PMT: payment, PV: presentValue, FV: futureValue, NPV: netPresentValue };
