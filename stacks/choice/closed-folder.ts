import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { serverUser, unreachable } from "../../operations/native/server-user.ts";
import { fromProject } from "../../settings/paths.ts";

/**
 * The folder that keeps the native server's user from its data, when this process is root's: PostgreSQL then runs as an
 * ordinary user. `undefined` when nothing does.
 */
export function closedFolder(dataFolder: string, stack: string): string | undefined {
  let nearest = join(fromProject(dataFolder), stack);
  const user = serverUser(nearest);
  if (user === undefined) return undefined;
  while (!existsSync(nearest)) nearest = dirname(nearest);
  return unreachable(user, nearest);
}
