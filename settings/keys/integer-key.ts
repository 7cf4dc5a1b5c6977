import type { Parsed, SettingKey } from "./setting-key.ts";

interface Range {
  readonly min: number;
  readonly max: number;
}

/** A key that takes a whole number of a range. */
export function integerKey(
  name: string,
  { min, max, ...key }: Range & { default: string },
): SettingKey<number> {
  return {
    name,
    type: "integer",
    ...key,
    allowed: `a whole number from ${min} to ${max}`,
    parse: (text) => parseInteger(text, { min, max }),
  };
}

/** The whole number a text says, in plain digits: `0x10`, `1e3` and `010` mean different numbers to different readers. */
export function parseInteger(text: string, { min, max }: Range): Parsed<number> {
  const number = Number(text);
  if (!/^-?(?:0|[1-9]\d*)$/.test(text)) {
    if (/\p{White_Space}/u.test(text) || Number.isNaN(number)) return { problem: "not a number" };
    return { problem: Number.isInteger(number) ? "not in plain digits" : "not a whole number" };
  }
  if (number < min) return { problem: `below ${min}` };
  return number > max ? { problem: `above ${max}` } : { value: number };
}
