import type { ReadableKey } from "../../keys/setting-key.ts";

/** A key that takes true or false. */
export function flagKey(name: string): ReadableKey<boolean> {
  return {
    name,
    allowed: "true or false",
    parse: (text) =>
      text === "true" || text === "false"
        ? { value: text === "true" }
        : { problem: "neither true nor false" },
  };
}
