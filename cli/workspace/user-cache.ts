import { homedir, platform } from "node:os";
import { join } from "node:path";

/** Where things are kept that can be made again, for all checkouts of a user (XDG Base Directory Specification). */
export function userCache(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "pgstack");
  if (platform() === "darwin") return join(homedir(), "Library", "Caches", "pgstack");
  if (platform() === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "pgstack");
  return join(homedir(), ".cache", "pgstack");
}
