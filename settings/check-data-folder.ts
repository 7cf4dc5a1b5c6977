import { accessSync, constants, realpathSync, type Stats, statfsSync, statSync } from "node:fs";
import { dirname, isAbsolute, join, relative, sep } from "node:path";
import { fromProject, projectRoot } from "./paths.ts";

/** File systems of the kernel's own, where root may do everything and nothing is kept: proc and sysfs of Linux. */
const kernelFileSystems = new Set([0x9fa0, 0x62656572]);

/**
 * What is wrong with a data folder on this machine, or `undefined` when it is there, or can be made, and can be written.
 * Makes nothing.
 *
 * @param folder absolute, or relative to the project
 */
export function checkDataFolder(folder: string, root: string = projectRoot): string | undefined {
  const path = fromProject(folder, root);
  const there = nearestThere(path);
  if ("unreachable" in there) return `cannot be reached (${there.unreachable})`;
  if (!there.stats.isDirectory())
    return there.path === path ? "not a folder" : `${there.path} is not a folder`;
  const inside = relative(realOf(path, there.path), realpathSync(root));
  if (inside === "") return "the project's own folder";
  if (inside !== ".." && !inside.startsWith(`..${sep}`) && !isAbsolute(inside))
    return "has the project in it";
  return mayWrite(there.path) ? undefined : `this user cannot write in ${there.path}`;
}

interface There {
  readonly path: string;
  readonly stats: Stats;
}

/** The path itself, or the nearest one above it that is there: what a new folder would be made in. */
function nearestThere(path: string): There | { readonly unreachable: string } {
  try {
    return { path, stats: statSync(path) };
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code);
    const above = dirname(path);
    const goOn = (code === "ENOENT" || code === "ENOTDIR") && above !== path;
    return goOn ? nearestThere(above) : { unreachable: code };
  }
}

/** The path with symbolic links followed, as far as it is there. */
function realOf(path: string, there: string): string {
  return join(realpathSync(there), relative(there, path));
}

function mayWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return !kernelFileSystems.has(statfsSync(folder).type);
  } catch {
    return false;
  }
}
