/** What one setting is, and the forms that several of them share. Only api/config.ts reads their values. */
import { z } from 'zod';
import type { Config } from './config-values.ts';

export type SettingValue = string | number | readonly string[];

export interface Setting {
  readonly variable: string;
  readonly key: keyof Config;
  /** As a person would write it; absent where the setting has none. */
  readonly initial?: string;
  /** What a value looks like; completes "X must be …". */
  readonly form: string;
  readonly description: string;
  readonly parse: z.ZodType<SettingValue>;
}

interface Named {
  readonly initial: string;
  readonly description: string;
}

export const whole = (min: number, max: number): z.ZodType<number> =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));

export function count(variable: string, key: keyof Config, o: Named & { min?: number; max: number }): Setting {
  const { min = 1, max, ...named } = o;
  return { variable, key, ...named, form: `a whole number from ${min} to ${max}`, parse: whole(min, max) };
}

export function duration(variable: string, key: keyof Config, o: Named): Setting {
  return { variable, key, ...o, form: 'a whole number of milliseconds from 1 to 3600000', parse: whole(1, 3_600_000) };
}

/** Items with commas or blanks between them. */
export const list = (isItem: (text: string) => boolean): z.ZodType<readonly string[]> =>
  z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((item) => item !== ''))
    .refine((items) => items.every(isItem));

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/** What is fetched and believed must not pass a network in the clear; on the machine itself it passes none. */
export const isTrustworthyUrl = (text: string): boolean => {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
};

/** An origin and nothing more: `https://excel.example:8443`. */
export const isOrigin = (text: string): boolean => isTrustworthyUrl(text) && new URL(text).origin === text;
