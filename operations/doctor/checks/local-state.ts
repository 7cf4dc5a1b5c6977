import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { localFolder } from "../../../settings/paths.ts";
import type { Finding } from "../finding.ts";

/** Whether what is remembered on this machine is its owner's alone. */
export function checkLocalState(root?: string): Finding {
  const name = "Local state";
  const folder = localFolder(root);
  if (!existsSync(folder)) return { name, level: "ok", found: "none yet" };
  const wide = [
    { path: folder, mode: 0o700 },
    { path: join(folder, "state"), mode: 0o700 },
    { path: join(folder, "passphrase"), mode: 0o600 },
  ].filter(({ path, mode }) => existsSync(path) && (statSync(path).mode & 0o777 & ~mode) !== 0);
  if (wide.length === 0) return { name, level: "ok", found: ".pgstack, private" };
  return {
    name,
    level: "warn",
    found: `others may read ${wide.map(({ path }) => path.slice(folder.length - ".pgstack".length)).join(", ")}`,
    mend: "Any `pgstack` command mends it.",
  };
}
