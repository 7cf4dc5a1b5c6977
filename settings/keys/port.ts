import { parseInteger } from "./integer-key.ts";
import type { SettingKey } from "./setting-key.ts";

/** Ports below are the system's: they need special rights on most machines. */
const min = 1024;
const max = 65_535;

export const port: SettingKey<number | "auto"> = {
  name: "port",
  type: "string",
  default: "auto",
  allowed: `auto, or a whole number from ${min} to ${max}`,
  parse: (text) => (text === "auto" ? { value: text } : parseInteger(text, { min, max })),
};
