/** Add-in code as the documentation writes it, run by the real office.js over a fresh workbook of the host. */
import { openWorkbook, type OfficeSession } from '../../support/office.ts';

export type Snippet<R = void> = (context: Excel.RequestContext, sheet: Excel.Worksheet) => Promise<R> | R;

export interface Desk {
  readonly office: OfficeSession;
  /** Runs a snippet on the first sheet and syncs at its end. */
  run<R>(snippet: Snippet<R>): Promise<R>;
  /** The values of a range of the first sheet. */
  values(address: string): Promise<unknown[][]>;
}

export function openDesk(): Desk {
  const office = openWorkbook();
  const run = <R>(snippet: Snippet<R>): Promise<R> =>
    office.Excel.run(async (context) => {
      const result = await snippet(context, context.workbook.worksheets.getItem('Sheet1'));
      await context.sync();
      return result;
    });
  const values = (address: string): Promise<unknown[][]> =>
    run(async (context, sheet) => {
      const range = sheet.getRange(address).load('values');
      await context.sync();
      return range.values as unknown[][];
    });
  return { office, run, values };
}

/** The expenses table of Microsoft's tutorials. */
export const EXPENSES = [
  ['Date', 'Merchant', 'Category', 'Amount'],
  ['1/1/2027', 'The Phone Company', 'Communications', 120],
  ['1/2/2027', 'Northwind Electric Cars', 'Transportation', 142.33],
  ['1/5/2027', 'Best For You Organics Company', 'Groceries', 27.9],
  ['1/10/2027', 'Coho Vineyard', 'Restaurant', 33],
  ['1/11/2027', 'Bellows College', 'Education', 350.1],
];

export function addExpenses(sheet: Excel.Worksheet): Excel.Table {
  sheet.getRange('A1:D6').values = EXPENSES;
  const table = sheet.tables.add('A1:D6', true);
  table.name = 'ExpensesTable';
  return table;
}

export const heardSoon = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));
