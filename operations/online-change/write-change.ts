import { rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import type { ChangeFile } from "./change-files.ts";

/**
 * Writes the migrations of a change, all of them or none.
 * @param folder of the schema's migrations
 * @throws UserError when a file cannot be written, or is there
 */
export async function writeChange(folder: string, files: readonly ChangeFile[]): Promise<void> {
  const written: string[] = [];
  for (const { label, up, down } of files) {
    for (const [direction, text] of [
      ["up", up],
      ["down", down],
    ] as const) {
      const path = join(folder, `${label}.${direction}.sql`);
      try {
        await writeFile(path, text, { flag: "wx" });
      } catch (cause) {
        for (const made of written) await rm(made, { force: true });
        throw new UserError(`${basename(path)} cannot be written: ${(cause as Error).message}`, {
          where: `migrations ${basename(folder)}`,
          mend: "Nothing was written. Make the folder writable, or remove the file.",
          cause,
        });
      }
      written.push(path);
    }
  }
}
