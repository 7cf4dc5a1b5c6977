import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { sortMigrationFiles } from "./sort-migration-files.ts";

/** Beyond that a name is a sentence, which belongs into the file. */
const longestName = 60;

/** The two files that were made, by their names. */
export interface NewMigration {
  readonly up: string;
  readonly down: string;
}

/**
 * Writes the next numbered pair of files into a schema's folder, which is made where it is not there. Nothing is ever
 * overwritten.
 * @throws UserError for a name that is none, or when the folder's files are not in order
 */
export function newMigration(folder: string, name: string): NewMigration {
  requireName(name);
  mkdirSync(folder, { recursive: true });
  const { pairs, problems } = sortMigrationFiles(namesIn(folder));
  if (problems.length > 0) {
    throw new UserError(
      ["the folder's files are not in order:", ...problems.map((line) => `  - ${line}`)].join("\n"),
      {
        where: `migrations ${basename(folder)}`,
        mend: "Mend them first: a new number follows from the others.",
      },
    );
  }
  const version = Math.max(0, ...pairs.map((pair) => pair.version)) + 1;
  if (version > 9999)
    throw new UserError("there is no number above 9999", { where: `migrations ${basename(folder)}` });
  const label = `${String(version).padStart(4, "0")}_${name}`;
  const [up, down] = [`${label}.up.sql`, `${label}.down.sql`];
  write(join(folder, up), upHeader(label, basename(folder)));
  try {
    write(join(folder, down), downHeader(label));
  } catch (error) {
    rmSync(join(folder, up));
    throw error;
  }
  return { up, down };
}

function requireName(name: string): void {
  if (/^[a-z][a-z0-9_]*$/.test(name) && name.length <= longestName) return;
  const suggestion = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "_")
    .replaceAll(/^[_0-9]+|_+$/g, "")
    .slice(0, longestName);
  throw new UserError(`"${name}" is no name for a migration`, {
    where: "name",
    mend:
      `Use lower-case letters, digits and underscores, a letter first, at most ${longestName}` +
      (suggestion === "" ? ", such as add_orders_note." : `: ${suggestion}.`),
  });
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).map((entry) =>
    entry.isDirectory() ? `${entry.name}/` : entry.name,
  );
}

function write(path: string, text: string): void {
  writeFileSync(path, text, { flag: "wx" });
}

function upHeader(label: string, schema: string): string {
  return `-- ${label}: say in a sentence what this changes, and why.
--
-- It runs in a transaction of its own, as the owner of schema ${schema}, which names without a schema are in. A lock that
-- is not to be had within 5 seconds ends it, and it is tried again. Once applied the file stays as it is: a change is a
-- new migration.
--
-- A file for CREATE INDEX CONCURRENTLY and its like begins with the line "-- no-transaction", and holds that one
-- statement, written so that it may run twice (IF NOT EXISTS). Indexes are better declared in model/database.ts.

`;
}

function downHeader(label: string): string {
  return `-- Undoes ${label}.up.sql, so that nothing of it is left: \`npx pgstack migrate verify\` proves it.

`;
}
