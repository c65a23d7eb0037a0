/**
 * Formulas and `workbook.functions` as small add-ins use them, run by the real office.js. Results are those of the examples
 * at support.microsoft.com for each function, or follow from its description there.
 */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { openDesk, type Desk } from '../support/snippets.ts';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});

const STOCK = [
  ['Part', 'Group', 'Count', 'Price', 'Bought'],
  ['Bolt', 'Metal', 40, 0.5, 46023],
  ['Nut', 'Metal', 60, 0.25, 46054],
  ['Plank', 'Wood', 5, 12.75, 46082],
  ['Peg', 'Wood', '', 1.1, 46113],
  ['Rope', 'Other', 7, '=1/0', 46143],
];

const cases: [formula: string, result: unknown][] = [
  ['=VLOOKUP("plank",A2:D6,4,FALSE)', 12.75],
  ['=VLOOKUP("Pl*",A2:D6,3,FALSE)', 5],
  ['=VLOOKUP("Screw",A2:D6,3,FALSE)', '#N/A'],
  ['=VLOOKUP("Bolt",A2:D6,9,FALSE)', '#REF!'],
  ['=VLOOKUP(46060,E2:E6,1)', 46054],
  ['=HLOOKUP("Count",A1:E6,3,FALSE)', 60],
  ['=INDEX(A2:E6,MATCH("Peg",A2:A6,0),2)', 'Wood'],
  ['=MATCH(46100,E2:E6)', 3],
  ['=XLOOKUP("Rope",A2:A6,C2:C6)', 7],
  ['=XLOOKUP("Screw",A2:A6,C2:C6,"none")', 'none'],
  ['=XLOOKUP(46060,E2:E6,A2:A6,"none",1)', 'Plank'],
  ['=LOOKUP(46060,E2:E6,A2:A6)', 'Nut'],
  ['=CHOOSE(2,"a","b","c")', 'b'],
  ['=SUMIF(B2:B6,"Metal",C2:C6)', 100],
  ['=SUMIF(C2:C6,">6")', 107],
  ['=SUMIFS(C2:C6,B2:B6,"Metal",C2:C6,"<50")', 40],
  ['=COUNTIF(A2:A6,"P*")', 2],
  ['=COUNTIF(C2:C6,"")', 1],
  ['=COUNTIF(A2:A6,"<>Nut")', 4],
  ['=COUNTIFS(B2:B6,"Wood",D2:D6,">=2")', 1],
  ['=AVERAGEIF(B2:B6,"Metal",C2:C6)', 50],
  ['=MAXIFS(C2:C6,B2:B6,"Metal")', 60],
  ['=SUMPRODUCT(C2:C5,D2:D5)', 98.75],
  ['=SUMPRODUCT((B2:B6="Metal")*(C2:C6>50))', 1],
  ['=SUM(D2:D6)', '#DIV/0!'],
  ['=COUNT(D2:D6)', 4],
  ['=COUNTA(C2:C6)', 4],
  ['=COUNTBLANK(C2:C6)', 1],
  ['=IFERROR(D6,"none")', 'none'],
  ['=IFERROR(VLOOKUP("Screw",A2:D6,3,FALSE),"none")', 'none'],
  ['=IF(C5="",0,100/C5)', 0],
  ['=IFS(C2>50,"many",C2>10,"some",TRUE,"few")', 'some'],
  ['=SWITCH(B4,"Metal",1,"Wood",2,3)', 2],
  ['=ISBLANK(C5)', true],
  ['=ISNUMBER(C5)', false],
  ['=ISERROR(D6)', true],
  ['=ISNA(MATCH("x",A2:A6,0))', true],
  ['=AND(C2>1,C3>1)', true],
  ['=MEDIAN(C2:C6)', 23.5],
  ['=LARGE(C2:C6,2)', 40],
  ['=SMALL(C2:C6,1)', 5],
  ['=RANK(C3,C2:C6)', 1],
  ['=ROUND(STDEV.S(1,2,3,4),4)', 1.291],
  ['=ROUND(STDEV.P(1,2,3,4),4)', 1.118],
  ['=ROUNDUP(2.001,2)', 2.01],
  ['=ROUNDDOWN(-2.019,2)', -2.01],
  ['=ROUND(1.005,2)', 1.01],
  ['=CEILING(2.1,0.5)', 2.5],
  ['=MOD(-3,2)', 1],
  ['=MOD(3,0)', '#DIV/0!'],
  ['=INT(-8.9)', -9],
  ['=SQRT(-1)', '#NUM!'],
  ['=LEFT("Marketgrid",6)&RIGHT("Marketgrid",4)', 'Marketgrid'],
  ['=MID("Fluid Flow",7,20)', 'Flow'],
  ['=TRIM("  First   Quarter ")', 'First Quarter'],
  ['=PROPER("this is a TITLE")', 'This Is A Title'],
  ['=SUBSTITUTE("Quarter 1, 2011","1","2",3)', 'Quarter 1, 2012'],
  ['=SUBSTITUTE("Sales Data","Sales","Cost")', 'Cost Data'],
  ['=SEARCH("n","printer")', 4],
  ['=FIND("N","printer")', '#VALUE!'],
  ['=TEXT(1234.567,"$#,##0.00")', '$1,234.57'],
  ['=TEXT(E2,"yyyy-mm-dd")', '2026-01-01'],
  ['=TEXTJOIN(", ",TRUE,C2:C6)', '40, 60, 5, 7'],
  ['=CONCAT(A2:A3)', 'BoltNut'],
  ['=VALUE("$1,000")', 1000],
  ['=LEN(A4)', 5],
  ['=DATE(2026,14,1)', 46419],
  ['=YEAR(E2)+MONTH(E4)+DAY(E6)', 2030],
  ['=EOMONTH(E2,1)', 46081],
  ['=EDATE(DATE(2026,1,31),1)', 46081],
  ['=WEEKDAY(DATE(2026,11,29))', 1],
  ['=NETWORKDAYS(DATE(2026,11,2),DATE(2026,11,30))', 21],
  ['=WORKDAY(DATE(2026,11,27),1)', 46356],
  ['=DATEDIF(DATE(2025,3,31),DATE(2026,3,30),"M")', 11],
  ['=ROUND(PMT(0.08/12,10,10000),2)', -1037.03],
  ['=ROUND(FV(0.06/12,10,-200,-500,1),2)', 2581.4],
  ['=ROUND(NPV(0.1,-10000,3000,4200,6800),2)', 1188.44],
  ['=ROWS(A2:E6)*COLUMNS(A2:E6)', 25],
  ['=SUBTOTAL(109,C2:C6)', 112],
  ['=SUM(C:C)', 112],
  ['=SUM(2:2)', 46063.5],
  ['=NOSUCH(1)', '#NAME?'],
  ['=SUM(1,', '#NAME?'],
];

describe('formulas over a sheet', () => {
  test.each(cases)('%s is %p', async (formula, result) => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('A1:E6').formulas = STOCK;
      const cell = sheet.getRange('G9');
      cell.formulas = [[formula]];
      cell.load('values');
      await context.sync();
      const [[shown]] = cell.values as [[unknown]];
      expect(shown).toEqual(result);
    });
  });
});

describe('workbook.functions', () => {
  test('takes ranges, literals and other results, and reads the cells as they are when it is loaded', async () => {
    await desk.run(async (context, sheet) => {
      const { functions } = context.workbook;
      const range = sheet.getRange('A1:E6');
      range.formulas = STOCK;
      const price = functions.vlookup('Plank', range, 4, false);
      const sum = functions.sum(functions.vlookup('Bolt', range, 3, false), sheet.getRange('C3:C4'), 1).load();
      const months = functions.countIf(sheet.getRange('E2:E6'), '>46060').load('value');
      const date = functions.text(46023, 'yyyy-mm-dd').load('value');
      sheet.getRange('D4').values = [[13]];
      price.load('value,error');
      await context.sync();
      expect([price.value, price.error]).toEqual([13, null]);
      expect([sum.value, months.value, date.value]).toEqual([106, 3, '2026-01-01']);
    });
  });

  test('an error of the function is its error, not the batch’s', async () => {
    await desk.run(async (context, sheet) => {
      sheet.getRange('A1:E6').formulas = STOCK;
      const none = context.workbook.functions.vlookup('Screw', sheet.getRange('A1:E6'), 2, false).load('value,error');
      await context.sync();
      expect([none.value, none.error]).toEqual([null, '#N/A']);
    });
  });

  test('one that the host cannot calculate is refused by its name', async () => {
    const bessel = desk.run((context) => void context.workbook.functions.besselI(1, 1).load('value'));
    await expect(bessel).rejects.toMatchObject({
      code: 'ApiNotFound',
      debugInfo: { errorLocation: 'Functions.besselI' },
    });
  });
});
