import { existsSync } from "node:fs";
import { controlFilePath, readControlFile } from "../../embedded/cluster/control-file.ts";

/** Who the data in a folder is, read without a server, so also while none runs. */
export interface DataIdentity {
  /** PostgreSQL's own identifier, which a copy keeps. */
  readonly systemIdentifier: string;
  /** Position of the last checkpoint in the write-ahead log, in bytes: it only ever grows, except in an older copy. */
  readonly checkpoint: bigint;
}

/** `undefined` when there is no data, or none that this user can read. */
export function dataIdentity(dataFolder: string): DataIdentity | undefined {
  if (!existsSync(controlFilePath(dataFolder))) return undefined;
  try {
    const { systemIdentifier, checkpoint } = readControlFile(dataFolder);
    return { systemIdentifier: systemIdentifier.toString(), checkpoint };
  } catch {
    return undefined;
  }
}
