import type { ReadableKey } from "../../keys/setting-key.ts";

interface Pattern {
  /** What the text has to be, whole. */
  readonly pattern: RegExp;
  /** What is wrong with another one. */
  readonly problem: string;
  readonly allowed: string;
}

/** A key that takes a text of one form. */
export function patternKey(name: string, { pattern, problem, allowed }: Pattern): ReadableKey<string> {
  return { name, allowed, parse: (text) => (pattern.test(text) ? { value: text } : { problem }) };
}
