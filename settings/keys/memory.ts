import { formatMemorySize, parseMemorySize } from "../memory-size.ts";
import type { SettingKey } from "./setting-key.ts";

const mebibyte = 1024 ** 2;
const min = 256 * mebibyte;
/** More than any laptop has: a size above it is a slip of the pen. The embedded server takes less, see `maxEmbedded`. */
const max = 1024 ** 2 * mebibyte;
/** The most the embedded server's 32-bit engine is given, in bytes. */
export const maxEmbedded = 2048 * mebibyte;

export const memory: SettingKey<number> = {
  name: "memory",
  type: "string",
  default: "512MB",
  allowed: `a size from ${formatMemorySize(min)} to ${formatMemorySize(max)}, such as 512MB or 1GiB`,
  parse(text) {
    const bytes = parseMemorySize(text);
    if (bytes === undefined)
      return { problem: /^\d+(?:\.\d+)?$/.test(text) ? "without a unit" : "not a size" };
    if (bytes < min) return { problem: `below ${formatMemorySize(min)}` };
    return bytes > max ? { problem: `above ${formatMemorySize(max)}` } : { value: bytes };
  },
};
