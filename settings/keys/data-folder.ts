import type { SettingKey } from "./setting-key.ts";

/** Whether the folder can be used is another matter: see `settings/check-data-folder.ts`. */
export const dataFolder: SettingKey<string> = {
  name: "dataFolder",
  type: "string",
  default: ".pgstack/data",
  allowed: "a folder for data alone, such as .pgstack/data",
  parse(text) {
    if (text.trim() === "") return { problem: "empty" };
    if (text.includes("\0")) return { problem: "has a NUL character in it" };
    // A shell would replace it; here it would become a folder of that name.
    if (/^~(?:$|[\\/])/.test(text))
      return { problem: "~ means nothing here", mend: "write the folder's whole path" };
    return { value: text };
  },
};
