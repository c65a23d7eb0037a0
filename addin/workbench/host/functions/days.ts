/** Days are serial numbers; a time is a fraction of one. */
import { dayOfSerial, serialOfDay } from '../entered-days.ts';
import { enter } from '../value.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { FormulaError } from './operand.ts';

const SECONDS = 86_400;

/** A day given as a number, or as a text that Excel takes for one. */
function dayAt(args: FunctionArguments, index: number): Date {
  return dayOfSerial(serialAt(args, index));
}

function serialAt(args: FunctionArguments, index: number): number {
  const given = args.value(index);
  const serial = typeof given === 'string' ? enter(given, 'General').value : Number(given);
  if (typeof serial !== 'number') throw new FormulaError('#VALUE!');
  if (serial < 0) throw new FormulaError('#NUM!');
  return serial;
}

/** Months and days beyond their bounds run over: day 0 is the last of the month before. */
function serial(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(year < 1900 ? year + 1900 : year, month - 1, day));
  const found = serialOfDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  if (found === null) throw new FormulaError('#NUM!');
  return found;
}

/** `EDATE` keeps the day as far as the month has it. */
function monthsOn(day: Date, months: number, to: 'SAME_DAY' | 'END'): number {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + 1 + months];
  const end = serial(year, month + 1, 0);
  return to === 'END' ? end : Math.min(end, serial(year, month, 1) + day.getUTCDate() - 1);
}

const isWorkday = (at: number): boolean => ![0, 6].includes(dayOfSerial(at).getUTCDay());

function holidays(args: FunctionArguments, index: number): ReadonlySet<unknown> {
  return new Set(args.has(index) ? args.operand(index).values : []);
}

function networkDays(args: FunctionArguments): number {
  const [a, b] = [Math.floor(serialAt(args, 0)), Math.floor(serialAt(args, 1))];
  const free = holidays(args, 2);
  let count = 0;
  for (let at = Math.min(a, b); at <= Math.max(a, b); at++) if (isWorkday(at) && !free.has(at)) count += 1;
  return a <= b ? count : -count;
}

function workday(args: FunctionArguments): number {
  const free = holidays(args, 2);
  const step = Math.sign(args.whole(1));
  let at = Math.floor(serialAt(args, 0));
  for (let left = Math.abs(args.whole(1)); left > 0;) {
    at += step;
    if (isWorkday(at) && !free.has(at)) left -= 1;
  }
  return at;
}

function weekday(args: FunctionArguments): number {
  const day = dayAt(args, 0).getUTCDay();
  const type = args.whole(1, 1);
  if (type === 1) return day + 1;
  if (type === 2) return ((day + 6) % 7) + 1;
  if (type === 3) return (day + 6) % 7;
  throw new FormulaError('#NUM!');
}

/** Whole years, months or days between (support.microsoft.com, "DATEDIF function"). */
function difference(args: FunctionArguments): number {
  const [from, to] = [dayAt(args, 0), dayAt(args, 1)];
  if (from > to) throw new FormulaError('#NUM!');
  const months =
    12 * (to.getUTCFullYear() - from.getUTCFullYear()) +
    (to.getUTCMonth() - from.getUTCMonth()) -
    (to.getUTCDate() < from.getUTCDate() ? 1 : 0);
  const unit = args.text(2).toUpperCase();
  if (unit === 'Y') return Math.floor(months / 12);
  if (unit === 'M') return months;
  if (unit === 'YM') return months % 12;
  if (unit === 'D') return Math.floor(serialAt(args, 1)) - Math.floor(serialAt(args, 0));
  throw new FormulaError('#NUM!');
}

const seconds = (args: FunctionArguments): number => Math.round((serialAt(args, 0) % 1) * SECONDS);

function now(): number {
  const local = new Date();
  const part = (local.getHours() * 60 + local.getMinutes()) * 60 + local.getSeconds();
  return serial(local.getFullYear(), local.getMonth() + 1, local.getDate()) + part / SECONDS;
}

export const DAYS: FunctionTable = {
  TODAY: () => Math.floor(now()),
  NOW: now,
  DATE: (args) => serial(args.whole(0), args.whole(1), args.whole(2)),
  DATEVALUE: (args) => Math.floor(serialAt(args, 0)),
  TIME: (args) => ((args.whole(0) * 60 + args.whole(1)) * 60 + args.whole(2)) / SECONDS,
  YEAR: (args) => dayAt(args, 0).getUTCFullYear(),
  MONTH: (args) => dayAt(args, 0).getUTCMonth() + 1,
  DAY: (args) => dayAt(args, 0).getUTCDate(),
  HOUR: (args) => Math.floor(seconds(args) / 3_600) % 24,
  MINUTE: (args) => Math.floor(seconds(args) / 60) % 60,
  SECOND: (args) => seconds(args) % 60,
  WEEKDAY: weekday,
  DAYS: (args) => Math.floor(serialAt(args, 0)) - Math.floor(serialAt(args, 1)),
  DATEDIF: difference,
  EDATE: (args) => monthsOn(dayAt(args, 0), args.whole(1), 'SAME_DAY'),
  EOMONTH: (args) => monthsOn(dayAt(args, 0), args.whole(1), 'END'),
  NETWORKDAYS: networkDays,
  WORKDAY: workday,
};
