import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { UserError } from "../../errors/user-error.ts";
import { fillVariables } from "./fill-variables.ts";
import type { Migration, MigrationScript, MigrationVariables } from "./migration.ts";
import { sortMigrationFiles } from "./sort-migration-files.ts";

/**
 * Reads the migrations of one schema: `NNNN_name.up.sql` and `NNNN_name.down.sql`, numbered from 0001 without a gap.
 * Files whose names begin with a dot are passed over.
 *
 * @param folder the schema's folder; its last part names the files in messages
 * @param variables values for `{{ name }}`; each must be used by some file
 * @throws UserError that lists every mistake: numbering, missing halves, stray files, unknown and unused variables
 */
export async function readMigrations(
  folder: string,
  variables: MigrationVariables = {},
): Promise<Migration[]> {
  const { pairs, problems } = sortMigrationFiles(await list(folder));
  const used = new Set<string>();

  const script = async (file: string): Promise<MigrationScript & { used: MigrationVariables }> => {
    const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n");
    const filled = fillVariables(text, variables);
    for (const { name, line } of filled.unknown)
      problems.push(`${file}:${line}: no variable "${name}" is declared`);
    for (const name of Object.keys(filled.used)) used.add(name);
    return {
      file: `${basename(folder)}/${file}`,
      sql: filled.sql,
      checksum: createHash("sha256").update(text).digest("hex"),
      used: filled.used,
    };
  };

  const migrations: Migration[] = [];
  for (const { version, name, upFile, downFile } of pairs) {
    const { used: upVariables, ...up } = await script(upFile);
    const { used: downVariables, ...down } = await script(downFile);
    migrations.push({ version, name, up, down, variables: { ...upVariables, ...downVariables } });
  }
  for (const name of Object.keys(variables)) {
    if (!used.has(name)) problems.push(`the declared variable "${name}" is used by no file`);
  }
  if (problems.length > 0) {
    throw new UserError(
      ["the migrations cannot be used:", ...problems.map((line) => `  - ${line}`)].join("\n"),
      {
        where: `migrations ${basename(folder)}`,
        mend: "Mend the files; variables are declared with the schema in model/database.ts.",
      },
    );
  }
  return migrations;
}

async function list(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    throw new UserError(`the folder ${folder} cannot be read`, {
      where: `migrations ${basename(folder)}`,
      mend: "Create it, with 0001_<name>.up.sql and 0001_<name>.down.sql.",
      cause,
    });
  });
  return entries.map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name));
}
