import { flagOf, literalOf, objectOf } from '../arguments.ts';
import { intersection, isSameArea } from '../a1.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument } from '../host-object.ts';
import type { RangeModel } from '../model/range.ts';
import type { Validation } from '../model/sheet.ts';
import type { Json } from '../protocol.ts';

const TYPES: Record<string, string> = {
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  list: 'List',
  date: 'Date',
  time: 'Time',
  textLength: 'TextLength',
  custom: 'Custom',
};
/** support.microsoft.com, "Excel specifications": a list that is typed into the rule holds 255 characters. */
const MAX_LITERAL_LIST = 255;

function found(range: RangeModel): Validation | null {
  return range.sheet.validations.find((v) => intersection(v.area, range.area)) ?? null;
}

/** The validation of exactly this range; earlier ones that lie within it are replaced. */
function own(range: RangeModel): Validation {
  const exact = range.sheet.validations.find((v) => isSameArea(v.area, range.area));
  if (exact) return exact;
  const fresh: Validation = { area: range.area, rule: {}, ignoreBlanks: true, errorAlert: null, prompt: null };
  range.sheet.validations.unshift(fresh);
  return fresh;
}

function checkedRule(value: Argument): { readonly [key: string]: Json } {
  const location = 'DataValidation.rule';
  const rule = literalOf(objectOf(value, location)) as { readonly [key: string]: Json };
  const kinds = Object.keys(rule).filter((key) => rule[key] != null);
  if (kinds.length !== 1 || !TYPES[kinds[0] ?? '']) throw new HostError('InvalidArgument', location);
  const list = rule['list'] as { readonly source?: Json } | undefined;
  const source = list?.source;
  if (list && typeof source !== 'string') throw new HostError('InvalidArgument', location);
  if (typeof source === 'string' && !source.startsWith('=') && source.length > MAX_LITERAL_LIST) {
    throw new HostError('InvalidArgument', location);
  }
  return rule;
}

function alert(value: Argument): Json {
  return value === null ? null : literalOf(objectOf(value, 'DataValidation.errorAlert'));
}

export const dataValidation = hostClass<RangeModel>({
  name: 'DataValidation',
  properties: {
    Type: { get: (range) => TYPES[Object.keys(found(range)?.rule ?? {})[0] ?? ''] ?? 'None' },
    Rule: {
      get: (range) => found(range)?.rule ?? {},
      set: (range, value) => {
        own(range).rule = checkedRule(value);
      },
    },
    IgnoreBlanks: {
      get: (range) => found(range)?.ignoreBlanks ?? true,
      set: (range, value) => {
        own(range).ignoreBlanks = flagOf(value, 'DataValidation.ignoreBlanks');
      },
    },
    ErrorAlert: {
      get: (range) => found(range)?.errorAlert ?? null,
      set: (range, value) => {
        own(range).errorAlert = alert(value);
      },
    },
    Prompt: {
      get: (range) => found(range)?.prompt ?? null,
      set: (range, value) => {
        own(range).prompt = alert(value);
      },
    },
  },
  methods: {
    Clear: (range) => {
      range.sheet.validations = range.sheet.validations.filter((v) => !intersection(v.area, range.area));
    },
  },
});
