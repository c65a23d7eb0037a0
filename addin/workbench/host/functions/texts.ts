import { displayText } from '../display-text.ts';
import { HostError } from '../host-error.ts';
import { enter, type CellValue } from '../value.ts';
import { wildcard } from '../wildcard.ts';
import type { FunctionArguments, FunctionTable } from './arguments-of.ts';
import { FormulaError, sound, textual } from './operand.ts';

/** A length or place that must not be below `least`. */
function atLeast(least: number, value: number): number {
  if (value < least) throw new FormulaError('#VALUE!');
  return value;
}

function positionOf(args: FunctionArguments, how: 'FIND' | 'SEARCH'): number {
  const [wanted, text] = [args.text(0), args.text(1)];
  const from = atLeast(1, args.whole(2, 1)) - 1;
  const rest = text.slice(from);
  const at = how === 'FIND' ? rest.indexOf(wanted) : rest.search(wildcard(wanted, {}));
  return from + atLeast(0, at) + 1;
}

function substitute(args: FunctionArguments): string {
  const [text, old, fresh] = [args.text(0), args.text(1), args.text(2)];
  if (old === '') return text;
  if (!args.has(3)) return text.replaceAll(old, () => fresh);
  const which = atLeast(1, args.whole(3));
  let seen = 0;
  return text.replaceAll(old, (found) => (++seen === which ? fresh : found));
}

const proper = (text: string): string =>
  text.toLowerCase().replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1));

function formatted(args: FunctionArguments): string {
  try {
    return displayText(args.value(0), args.text(1));
  } catch (fault) {
    if (fault instanceof HostError) throw new FormulaError('#VALUE!');
    throw fault;
  }
}

/** A number, a percentage or a day as somebody types it. */
function valueOf(text: string): number {
  const { value } = enter(text.trim(), 'General');
  if (typeof value !== 'number') throw new FormulaError('#VALUE!');
  return value;
}

function joined(args: FunctionArguments): string {
  const [delimiter, skipsEmpty] = [args.text(0), args.flag(1)];
  const texts = args.from(2).all().map(textual);
  return texts.filter((text) => !skipsEmpty || text !== '').join(delimiter);
}

const together = (args: FunctionArguments): string => args.all().map(textual).join('');

const code = (args: FunctionArguments): number => {
  const point = args.text(0).codePointAt(0);
  if (point === undefined) throw new FormulaError('#VALUE!');
  return point;
};

const character = (args: FunctionArguments): string => String.fromCodePoint(atLeast(1, args.whole(0)));

export const TEXTS: FunctionTable = {
  LEN: (args) => args.text(0).length,
  LEFT: (args) => args.text(0).slice(0, atLeast(0, args.whole(1, 1))),
  RIGHT: (args) => {
    const [text, count] = [args.text(0), atLeast(0, args.whole(1, 1))];
    return count === 0 ? '' : text.slice(-count);
  },
  MID: (args) => {
    const start = atLeast(1, args.whole(1)) - 1;
    return args.text(0).slice(start, start + atLeast(0, args.whole(2)));
  },
  UPPER: (args) => args.text(0).toUpperCase(),
  LOWER: (args) => args.text(0).toLowerCase(),
  PROPER: (args) => proper(args.text(0)),
  TRIM: (args) => args.text(0).trim().replace(/ +/g, ' '),
  CLEAN: (args) => args.text(0).replace(/\p{Cc}/gu, ''),
  CONCATENATE: together,
  CONCAT: together,
  TEXTJOIN: joined,
  FIND: (args) => positionOf(args, 'FIND'),
  SEARCH: (args) => positionOf(args, 'SEARCH'),
  SUBSTITUTE: substitute,
  REPLACE: (args) => {
    const text = args.text(0);
    const start = atLeast(1, args.whole(1)) - 1;
    return text.slice(0, start) + args.text(3) + text.slice(start + atLeast(0, args.whole(2)));
  },
  REPT: (args) => {
    const [text, times] = [args.text(0), atLeast(0, args.whole(1))];
    if (text.length * times > 32_767) throw new FormulaError('#VALUE!');
    return text.repeat(times);
  },
  EXACT: (args) => args.text(0) === args.text(1),
  TEXT: formatted,
  VALUE: (args) => {
    const value: CellValue = sound(args.value(0));
    return typeof value === 'number' ? value : valueOf(textual(value));
  },
  FIXED: (args) =>
    displayText(args.number(0), `#,##0${args.whole(1, 2) > 0 ? `.${'0'.repeat(args.whole(1, 2))}` : ''}`),
  DOLLAR: (args) =>
    displayText(args.number(0), `$#,##0${args.whole(1, 2) > 0 ? `.${'0'.repeat(args.whole(1, 2))}` : ''}`),
  CHAR: character,
  UNICHAR: character,
  CODE: code,
  UNICODE: code,
};
