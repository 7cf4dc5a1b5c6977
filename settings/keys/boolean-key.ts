import type { SettingKey } from "./setting-key.ts";

/** A key that takes true or false: the two spellings the engine takes for a boolean. */
export function booleanKey(name: string, key: { readonly default: "true" | "false" }): SettingKey<boolean> {
  return {
    name,
    type: "boolean",
    ...key,
    allowed: "true or false",
    parse: (text) =>
      text === "true" || text === "false"
        ? { value: text === "true" }
        : { problem: "neither true nor false" },
  };
}
