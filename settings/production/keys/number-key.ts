import { parseInteger } from "../../keys/integer-key.ts";
import { isProblem, type ReadableKey } from "../../keys/setting-key.ts";

/** A key that takes a whole number of a range. */
export function rangeKey(name: string, range: { min: number; max: number }): ReadableKey<number> {
  return {
    name,
    allowed: `a whole number from ${range.min} to ${range.max}`,
    parse: (text) => parseInteger(text, range),
  };
}

/** A key that takes one of the whole numbers that AWS has, the nearest of which are told where it is none. */
export function stepKey(name: string, steps: readonly number[], allowed: string): ReadableKey<number> {
  const max = Math.max(...steps);
  return {
    name,
    allowed,
    parse(text) {
      const parsed = parseInteger(text, { min: Math.min(...steps), max });
      if (isProblem(parsed) || steps.includes(parsed.value)) return parsed;
      const below = steps.filter((step) => step < parsed.value).at(-1);
      const above = steps.find((step) => step > parsed.value);
      return { problem: "a number that AWS does not have", mend: `use ${below} or ${above}` };
    },
  };
}
