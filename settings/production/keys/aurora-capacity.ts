import type { ReadableKey } from "../../keys/setting-key.ts";

/** Aurora's capacity units come by halves (Aurora user guide, "Aurora Serverless v2 capacity", 2026-11-28). */
export function auroraCapacity(
  name: string,
  { min, max }: { min: number; max: number },
): ReadableKey<number> {
  return {
    name,
    allowed: `a number from ${min} to ${max} by halves`,
    parse(text) {
      if (!/^\d+(?:\.\d+)?$/.test(text)) return { problem: "not a number" };
      const value = Number(text);
      if (!Number.isInteger(value * 2)) return { problem: "not a whole number of halves" };
      if (value < min) return { problem: `below ${min}` };
      return value > max ? { problem: `above ${max}` } : { value };
    },
  };
}
