import { readFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../../errors/user-error.ts";
import { fromProject } from "../../../settings/paths.ts";
import type { Files } from "./place.ts";

/** Which certificates and keys of this machine a container needs. */
export interface TlsFiles {
  /** Folder they are in, relative to the project or absolute. */
  readonly tlsFolder: string;
  readonly tlsFiles: readonly string[];
}

/**
 * Reads them: keys are in no state.
 * @throws UserError when one is gone: the certificates are made again before this, so it is somebody else's doing
 */
export function tlsFiles({ tlsFolder, tlsFiles }: TlsFiles): Files {
  const entries = tlsFiles.map((name) => {
    const path = join(fromProject(tlsFolder), name);
    try {
      return [name, readFileSync(path, "utf8")] as const;
    } catch (cause) {
      throw new UserError("a file of TLS cannot be read", {
        where: path,
        mend: "Run `npx pgstack up`: it makes the certificates again.",
        cause,
      });
    }
  });
  return Object.fromEntries(entries);
}
