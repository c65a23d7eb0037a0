import type { Verdict } from '../records/entity-check.ts';
import type { PushOrigin } from './push-plan.ts';
import type { Rejection } from './push.types.ts';

/** A refusal with the three values of a conflict, where it is one. */
export interface Conflict {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly by: string;
  readonly at: Date;
}

export function asRejection({ origin, problem, ...rest }: Verdict<PushOrigin> & Partial<Conflict>): Rejection {
  const { part, row, column } = origin;
  const { base, mine, theirs, by, at } = rest;
  const conflict =
    by === undefined ? {} : { base: base ?? null, mine: mine ?? null, theirs: theirs ?? null, by, at: at ?? null };
  return { part, row, column, ...problem, ...conflict };
}

/** By part, row and column, each refusal once: a sheet's reader goes through them in order. */
export function sortRejections(rejections: readonly Rejection[]): Rejection[] {
  const order = (r: Rejection): string =>
    JSON.stringify([String(r.part).padStart(3, '0'), r.row, r.column, r.code, r.message]);
  const unique = new Map(rejections.map((r) => [order(r), r]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, r]) => r);
}
