import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { localFolder, stackFolder } from "../../settings/paths.ts";

/** State of the dev stacks: a file back end of Pulumi's. */
export function stateFolder(root?: string): string {
  return join(localFolder(root), "state");
}

/**
 * Makes the folders of what is remembered, for their owner alone; a mode that was widened is mended.
 * @throws UserError when they cannot be made
 */
export function ensureLocalFolders(stack: string, root?: string): void {
  for (const folder of [localFolder(root), stateFolder(root), stackFolder(stack, root)]) {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      chmodSync(folder, 0o700);
    } catch (cause) {
      throw new UserError(`the folder cannot be made (${(cause as NodeJS.ErrnoException).code})`, {
        where: folder,
        mend: "Make the project's folder one you may write to.",
        cause,
      });
    }
  }
}
