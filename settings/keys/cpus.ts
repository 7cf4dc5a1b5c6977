import { parseInteger } from "./integer-key.ts";
import type { SettingKey } from "./setting-key.ts";

const range = { min: 1, max: 128 };

export const cpus: SettingKey<number | "auto"> = {
  name: "cpus",
  type: "string",
  default: "auto",
  allowed: `auto, or a whole number from ${range.min} to ${range.max}`,
  parse: (text) => (text === "auto" ? { value: text } : parseInteger(text, range)),
};
