import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../settings/paths.ts";

/** Of package-lock.json, what is read here (npm documentation, "package-lock.json", lockfileVersion 3). */
interface LockFile {
  readonly packages: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>;
}

/**
 * The folders of a package and of all it needs, as the lock file has them: `node_modules/pg`, ..., sorted. What is optional, or a
 * peer's, is left out.
 */
export function lockedPackages(name: string, root: string = projectRoot): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as LockFile;
  const found = new Set<string>();
  const add = (wanted: string, from: string) => {
    const path = nearest(packages, wanted, from);
    if (path === undefined) throw new Error(`package-lock.json has no ${wanted}, which ${from} needs`);
    if (found.has(path)) return;
    found.add(path);
    for (const needed of Object.keys(packages[path]?.dependencies ?? {})) add(needed, path);
  };
  add(name, "");
  return [...found].sort();
}

/** Where Node finds a package: in the `node_modules` of who needs it, or of a folder above. */
function nearest(packages: LockFile["packages"], wanted: string, from: string): string | undefined {
  const path = `${from === "" ? "" : `${from}/`}node_modules/${wanted}`;
  if (path in packages) return path;
  return from === ""
    ? undefined
    : nearest(packages, wanted, from.slice(0, from.lastIndexOf("node_modules/")).replace(/\/$/, ""));
}
