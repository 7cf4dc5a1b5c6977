import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";

/** Where this user's programs keep what they can make again (XDG Base Directory Specification). */
export function cacheFolder(): string {
  const set = process.env.XDG_CACHE_HOME ?? "";
  return join(isAbsolute(set) ? set : join(homedir(), ".cache"), "pgstack");
}
