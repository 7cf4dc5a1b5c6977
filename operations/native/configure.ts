import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { SystemUser } from "../../machine/system-user.ts";
import { configurationFiles, configurationFolder } from "./configuration-files.ts";
import type { NativeConfig } from "./native-config.ts";
import { giveTo } from "./server-user.ts";

/** Whether the data folder has the configuration, and no other; what it is made from may be gone itself. */
export function isConfigured(config: NativeConfig): boolean {
  const folder = configurationFolder(config.dataFolder);
  try {
    const files = Object.entries(configurationFiles(config));
    return (
      existsSync(folder) &&
      readdirSync(folder).length === files.length &&
      files.every(
        ([name, content]) =>
          existsSync(join(folder, name)) && readFileSync(join(folder, name), "utf8") === content,
      )
    );
  } catch (error) {
    if (UserError.isInstance(error)) return false;
    throw error;
  }
}

/** Writes the configuration into the data folder, for the server's user alone, and removes what else is there. */
export function configure(config: NativeConfig, user: SystemUser | undefined): void {
  const folder = configurationFolder(config.dataFolder);
  const files = configurationFiles(config);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(user, folder);
  for (const [name, content] of Object.entries(files)) replaceFile(join(folder, name), content, user);
  for (const name of readdirSync(folder)) {
    if (!(name in files)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function replaceFile(path: string, content: string, user: SystemUser | undefined): void {
  const draft = `${path}.${process.pid}-${randomBytes(3).toString("hex")}`;
  try {
    writeFileSync(draft, content, { mode: 0o600, flag: "wx" });
    giveTo(user, draft);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
