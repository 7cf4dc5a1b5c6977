import { join } from "node:path";
import { stackFolder } from "../../settings/paths.ts";

/** Folder of a replica's process, beside the primary's. */
export function replicaRunFolder(stack: string, name: string): string {
  return join(stackFolder(stack), name);
}

/** Folder of a replica's data, beside the primary's. */
export function replicaDataFolder(primaryDataFolder: string, name: string): string {
  return `${primaryDataFolder}-${name}`;
}
