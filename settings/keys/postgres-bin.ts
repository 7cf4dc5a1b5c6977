import { isAbsolute } from "node:path";
import type { SettingKey } from "./setting-key.ts";

/** Whether the programs there will do is another matter: see `machine/native-postgres.ts`. */
export const postgresBin: SettingKey<string> = {
  name: "postgresBin",
  type: "string",
  default: "auto",
  allowed: "auto, or the whole path of a folder that holds initdb and postgres",
  parse: (text) => (text === "auto" || isAbsolute(text) ? { value: text } : { problem: "not a whole path" }),
};
