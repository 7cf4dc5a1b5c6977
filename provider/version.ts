import { readFileSync } from "node:fs";

/** Version of this plug-in: the project's own. */
export const version: string = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as { version: string }
).version;
