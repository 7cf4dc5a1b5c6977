import { formatMemorySize, parseMemorySize } from "../memory-size.ts";
import type { SettingKey } from "./setting-key.ts";

interface Range {
  /** In bytes. */
  readonly min: number;
  /** In bytes. */
  readonly max: number;
}

/** A key that takes a size with its unit, in bytes. */
export function sizeKey(
  name: string,
  { min, max, such, ...key }: Range & { default: string; such: string },
): SettingKey<number> {
  return {
    name,
    type: "string",
    ...key,
    allowed: `a size from ${formatMemorySize(min)} to ${formatMemorySize(max)}, such as ${such}`,
    parse(text) {
      const bytes = parseMemorySize(text);
      if (bytes === undefined)
        return { problem: /^\d+(?:\.\d+)?$/.test(text) ? "without a unit" : "not a size" };
      if (bytes < min) return { problem: `below ${formatMemorySize(min)}` };
      return bytes > max ? { problem: `above ${formatMemorySize(max)}` } : { value: bytes };
    },
  };
}
