/** The price of a plan: a number is an amount, a text is a quote; what some YAML reader takes for something else is a fault. */
import { isScalar, type Node } from 'yaml';
import { quoted } from '../../../schema/errors/quoted.ts';
import { textOf } from './yaml-file.ts';

export type PlanPrice =
  { readonly kind: 'LIST' | 'QUOTE'; readonly text: string } | { readonly kind: 'FAULT'; readonly message: string };

/** No sign +, exponent, underscore, leading zero: YAML 1.1 and 1.2 read those differently (`1_00`: 100 or a text). */
const AMOUNT = /^-?(0|[1-9]\d*)(\.\d+)?$/;
/** Texts that YAML 1.1, YAML 1.2 or a person would take for a number, a time or a date. */
const LIKE_A_NUMBER = /^[-+]?(\.?\d[\d_.,:'\s-]*(e[-+]?\d+)?|0[xob][\da-f_]+|\.inf|\.nan)$/i;
/** What YAML 1.1 takes for a truth value. */
const LIKE_A_FLAG = /^(y|n|yes|no|on|off|true|false)$/i;

/** @param node what stands behind `price:`, aliases resolved. */
export function readPlanPrice(node: Node | null): PlanPrice {
  if (node === null) return fault('The price is missing.');
  if (!isScalar(node)) return fault('The price must be a number or a text, not a list or a mapping.');
  const text = textOf(node);
  const isPlain = node.type === 'PLAIN';
  if (node.value === null || text.trim() === '') return fault('The price is blank; write 0 for a free plan.');
  if (isPlain && node.tag === undefined && AMOUNT.test(text)) return { kind: 'LIST', text };
  if (LIKE_A_NUMBER.test(text.trim())) {
    return fault(
      `The price ${quoted(text)} is not a plain number; write it with digits and at most one point, without quotation marks.`,
    );
  }
  if (isPlain && LIKE_A_FLAG.test(text)) return fault(`The price ${quoted(text)} is neither a number nor a text.`);
  return { kind: 'QUOTE', text };
}

const fault = (message: string): PlanPrice => ({ kind: 'FAULT', message });
