import type { RememberedServer } from "./remembered-server.ts";

/**
 * Whether a Docker server's data was made by a version of this program whose administrator was the superuser: nothing of it
 * can be gone on with, and nothing of it is touched.
 */
export function isOfOlderVersion({ kind, cluster, dataVersion }: RememberedServer): boolean {
  return kind === "docker" && cluster === undefined && dataVersion !== undefined;
}
