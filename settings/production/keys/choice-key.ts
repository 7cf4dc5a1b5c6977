import type { ReadableKey } from "../../keys/setting-key.ts";
import { nearest } from "../../nearest.ts";

/**
 * A key that takes one of a few words.
 *
 * @param what what each of them is, fit to stand after "no", e.g. `type of storage`
 */
export function choiceKey<T extends string>(
  name: string,
  choices: readonly T[],
  what: string,
): ReadableKey<T> {
  const allowed = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(choices);
  return {
    name,
    allowed,
    parse(text) {
      const value = choices.find((choice) => choice === text);
      if (value !== undefined) return { value };
      const meant = nearest(text, choices);
      return meant === undefined
        ? { problem: `no ${what}` }
        : { problem: `no ${what}`, mend: `did you mean ${meant}?` };
    },
  };
}
