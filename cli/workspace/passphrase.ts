import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { localFolder } from "../../settings/paths.ts";
import { stateFolder } from "./local-folders.ts";

/** The passphrase that encrypts the secrets of this checkout's dev stacks: a file, mode 0600. */
export function passphraseFile(root?: string): string {
  return join(localFolder(root), "passphrase");
}

/**
 * Makes the passphrase unless it is there: random, for this checkout alone. Two processes at once come to the same one: a
 * hard link is made for the first of them only, and never over a file.
 *
 * @throws UserError when it is gone and there is state that was encrypted with it
 */
export function ensurePassphrase(root?: string): void {
  const file = passphraseFile(root);
  if (!existsSync(file)) {
    if (hasState(root)) throw lost(file, root);
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600 });
    try {
      linkSync(draft, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(draft);
    }
  }
  chmodSync(file, 0o600);
}

function hasState(root: string | undefined): boolean {
  const stacks = join(stateFolder(root), ".pulumi", "stacks", "pgstack");
  return existsSync(stacks) && readdirSync(stacks).some((name) => name.endsWith(".json"));
}

function lost(file: string, root: string | undefined): UserError {
  return new UserError(
    "the passphrase is gone, and the state of this checkout's stacks is encrypted with it",
    {
      where: file,
      mend: `Put the file back. If nobody has it, remove ${localFolder(root)}: the stacks' data goes with it.`,
    },
  );
}
