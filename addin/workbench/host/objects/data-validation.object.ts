import { flagOf, isAbsent, objectOf, oneOf, textOf } from '../arguments.ts';
import { intersection, isSameArea, without } from '../a1.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { requireUnprotected } from '../model/guards.ts';
import { areasOf, RangeAreasModel } from '../model/range-areas.ts';
import type { RangeModel } from '../model/range.ts';
import type { Validation } from '../model/shapes.ts';
import { isValid } from '../validity.ts';
import type { Json } from '../protocol.ts';
import { required } from './collection.ts';
import { requireBearable } from './range-values.ts';
import { checkedRule, RULE_TYPES } from './validation-rule.ts';
import { wrap } from './wrap.ts';

/** What Excel answers of a rule to which nobody gave an alert or a prompt. */
const ALERT: Json = { message: '', showAlert: true, style: 'Stop', title: '' };
const PROMPT: Json = { message: '', showPrompt: true, title: '' };
const STYLES = ['Stop', 'Warning', 'Information'] as const;

const touching = (range: RangeModel): readonly Validation[] =>
  range.sheet.validations.filter((v) => intersection(v.area, range.area));

const found = (range: RangeModel): Validation | null => touching(range)[0] ?? null;

/** The validation of exactly this range; of earlier ones only what lies outside remains. */
function own(range: RangeModel): Validation {
  const { sheet, area } = range;
  requireUnprotected(sheet, 'DataValidation');
  const exact = sheet.validations.find((v) => isSameArea(v.area, area));
  if (exact) return exact;
  const before = found(range);
  const fresh: Validation = before
    ? { ...before, area }
    : { area, rule: {}, ignoreBlanks: true, errorAlert: ALERT, prompt: PROMPT };
  sheet.validations = [fresh, ...outside(range)];
  return fresh;
}

const outside = ({ sheet, area }: RangeModel): Validation[] =>
  sheet.validations.flatMap((v) => without(v.area, area).map((part) => ({ ...v, area: part })));

const kindOf = ({ rule }: Validation): string => RULE_TYPES[Object.keys(rule)[0] ?? ''] ?? 'None';

/** `MixedCriteria` where some cells have no rule, `Inconsistent` where they have different ones. */
function type(range: RangeModel): string {
  const rules = touching(range);
  if (rules.length === 0) return 'None';
  const covered = rules.reduce((total, v) => {
    const shared = intersection(v.area, range.area);
    return total + (shared ? shared.rows * shared.columns : 0);
  }, 0);
  if (covered < range.cellCount) return 'MixedCriteria';
  const isSame = rules.every((v) => JSON.stringify(v.rule) === JSON.stringify(rules[0]?.rule));
  return isSame && rules[0] ? kindOf(rules[0]) : 'Inconsistent';
}

export function invalidCells(range: RangeModel): RangeAreasModel | null {
  const { sheet, area } = range;
  const rules = touching(range);
  if (rules.length === 0) return null;
  requireBearable(range, 'DataValidation.valid');
  const areas = areasOf(area, (i, j) => {
    const at = { row: area.row + i, column: area.column + j };
    const rule = rules.find((v) => intersection(v.area, { ...at, rows: 1, columns: 1 }));
    return rule !== undefined && !isValid(rule, sheet, at);
  });
  return areas.length > 0 ? new RangeAreasModel(sheet, areas) : null;
}

/** True, false, or null when some cells are valid and some are not. */
function valid(range: RangeModel): boolean | null {
  const cells = invalidCells(range)?.ranges.reduce((total, { cellCount }) => total + cellCount, 0) ?? 0;
  if (cells === 0) return true;
  return cells === range.cellCount ? false : null;
}

function alert(value: Argument): Json {
  if (isAbsent(value)) return ALERT;
  const location = 'DataValidation.errorAlert';
  const { message, title, style, showAlert } = objectOf(value, location);
  return {
    message: textOf(message, location),
    showAlert: isAbsent(showAlert) ? true : flagOf(showAlert, location),
    style: isAbsent(style) ? 'Stop' : oneOf(style, STYLES, location),
    title: textOf(title, location),
  };
}

function prompt(value: Argument): Json {
  if (isAbsent(value)) return PROMPT;
  const location = 'DataValidation.prompt';
  const { message, title, showPrompt } = objectOf(value, location);
  return {
    message: textOf(message, location),
    showPrompt: isAbsent(showPrompt) ? true : flagOf(showPrompt, location),
    title: textOf(title, location),
  };
}

const invalid = (range: RangeModel): HostObject | null => {
  const areas = invalidCells(range);
  return areas && wrap(areas);
};

export const dataValidation = hostClass<RangeModel>({
  name: 'DataValidation',
  properties: {
    Type: { get: type },
    Rule: {
      get: (range) => found(range)?.rule ?? {},
      set: (range, value) => {
        const rule = checkedRule(value);
        if (Object.keys(rule).length > 0) own(range).rule = rule;
        else range.sheet.validations = outside(range);
      },
    },
    IgnoreBlanks: {
      get: (range) => found(range)?.ignoreBlanks ?? true,
      set: (range, value) => {
        own(range).ignoreBlanks = flagOf(value, 'DataValidation.ignoreBlanks');
      },
    },
    ErrorAlert: {
      get: (range) => found(range)?.errorAlert ?? ALERT,
      set: (range, value) => {
        own(range).errorAlert = alert(value);
      },
    },
    Prompt: {
      get: (range) => found(range)?.prompt ?? PROMPT,
      set: (range, value) => {
        own(range).prompt = prompt(value);
      },
    },
    Valid: { get: valid },
  },
  methods: {
    Clear: (range) => {
      requireUnprotected(range.sheet, 'DataValidation.clear');
      range.sheet.validations = outside(range);
    },
    GetInvalidCells: (range) => required(invalid(range), 'DataValidation.getInvalidCells'),
    GetInvalidCellsOrNullObject: invalid,
  },
});
