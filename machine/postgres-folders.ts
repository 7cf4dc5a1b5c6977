import { readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "./run-command.ts";

/** Where packages put each major version's programs: Debian, Red Hat, Homebrew on both kinds of Mac, Postgres.app. */
const versionedFolders = [
  ["/usr/lib/postgresql", "bin"],
  ["/usr", "bin", "pgsql-"],
  ["/opt/homebrew/opt", "bin", "postgresql@"],
  ["/usr/local/opt", "bin", "postgresql@"],
  ["/Applications/Postgres.app/Contents/Versions", "bin"],
] as const;

/** Folders that may hold PostgreSQL's programs: the packages' own, that of `pg_config`, and those of PATH. */
export async function postgresFolders(): Promise<string[]> {
  const packaged = versionedFolders.flatMap(([above, below, prefix = ""]) =>
    list(above)
      .filter((name) => name.startsWith(prefix) && /\d/.test(name))
      .map((name) => join(above, name, below)),
  );
  const told = await runCommand("pg_config", ["--bindir"]);
  const onPath = (process.env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...new Set([...packaged, ...(told.ran ? [told.stdout] : []), ...onPath])];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
