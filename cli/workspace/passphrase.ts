import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, linkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { localFolder } from "../../settings/paths.ts";

/** The passphrase that encrypts the secrets of this checkout's dev stacks: a file, mode 0600. */
export function passphraseFile(root?: string): string {
  return join(localFolder(root), "passphrase");
}

/**
 * Makes the passphrase unless it is there: random, for this checkout alone. Two processes at once come to the same one: a
 * hard link is made for the first of them only, and never over a file.
 */
export function ensurePassphrase(root?: string): void {
  const file = passphraseFile(root);
  if (!existsSync(file)) {
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
