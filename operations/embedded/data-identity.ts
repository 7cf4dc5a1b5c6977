import { existsSync } from "node:fs";
import { controlFilePath, readControlFile } from "../../embedded/cluster/control-file.ts";

/**
 * The system identifier of the data in a folder, read without a server, so also while none runs. `undefined` when there
 * is no data, or none that can be read.
 */
export function dataIdentity(dataFolder: string): string | undefined {
  if (!existsSync(controlFilePath(dataFolder))) return undefined;
  try {
    return readControlFile(dataFolder).systemIdentifier.toString();
  } catch {
    return undefined;
  }
}
