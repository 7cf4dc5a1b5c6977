import { existsSync, readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { stackFolder } from "../../settings/paths.ts";
import { readDataMarker } from "./data-marker.ts";
import { remove } from "./remove.ts";
import { replicaDataFolder, replicaRunFolder } from "./replica-folders.ts";

const replicaName = /^replica-\d+$/;

/** Run folders of the stack's replicas that were started once. */
export function replicaRunFolders(stack: string): string[] {
  return namesIn(stackFolder(stack))
    .filter((name) => replicaName.test(name))
    .map((name) => replicaRunFolder(stack, name));
}

/** Stops the stack's replicas and deletes their data, whatever is left of them. */
export async function removeReplicas(stack: string, primaryDataFolder: string): Promise<void> {
  const start = `${basename(primaryDataFolder)}-`;
  const withData = namesIn(dirname(primaryDataFolder))
    .filter((name) => name.startsWith(start))
    .map((name) => name.slice(start.length))
    .filter(
      (name) =>
        replicaName.test(name) &&
        readDataMarker(replicaDataFolder(primaryDataFolder, name))?.cloneOf !== undefined,
    );
  const started = replicaRunFolders(stack).map((folder) => basename(folder));
  for (const name of new Set([...started, ...withData]))
    await remove(replicaRunFolder(stack, name), replicaDataFolder(primaryDataFolder, name));
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}
