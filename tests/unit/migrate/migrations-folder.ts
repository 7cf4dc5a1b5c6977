import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder of migrations that is gone with the end of its block. */
export interface MigrationsFolder extends Disposable {
  readonly path: string;
  /** Writes files, by name; a slash makes a subfolder. */
  write(files: Readonly<Record<string, string>>): void;
  remove(...names: string[]): void;
}

/** Makes a folder named after its schema. */
export function migrationsFolder(
  schema: string,
  files: Readonly<Record<string, string>> = {},
): MigrationsFolder {
  const root = mkdtempSync(join(tmpdir(), "pgstack-migrations-"));
  const path = join(root, schema);
  mkdirSync(path);
  const folder: MigrationsFolder = {
    path,
    write(more) {
      for (const [name, text] of Object.entries(more)) writeFileSync(join(path, name), text);
    },
    remove(...names) {
      for (const name of names) rmSync(join(path, name));
    },
    [Symbol.dispose]: () => rmSync(root, { recursive: true }),
  };
  folder.write(files);
  return folder;
}
