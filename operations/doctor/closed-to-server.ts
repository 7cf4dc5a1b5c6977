import { existsSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fromProject, localFolder } from "../../settings/paths.ts";
import type { Settings } from "../../settings/settings.ts";
import { serverUser, unreachable } from "../native/server-user.ts";

/**
 * The folder that keeps a native server from its data when root starts it: PostgreSQL runs as an ordinary user then.
 *
 * @returns `undefined` where there is none, and for every other user than root
 * @throws UserError when there is no ordinary user at all
 */
export function closedToServer({ dataFolder, stack }: Settings): string | undefined {
  const data = join(fromProject(dataFolder), stack);
  const user = serverUser(data);
  if (user === undefined) return undefined;
  let folder = data;
  while (!existsSync(folder)) folder = dirname(folder);
  const local = localFolder();
  // What is not there yet will be its owner's alone.
  const toBeMade = data.startsWith(local + sep) && !existsSync(local) ? local : undefined;
  return unreachable(user, folder) ?? toBeMade;
}
