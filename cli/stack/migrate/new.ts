import { join } from "node:path";
import { database } from "../../../model/database.ts";
import { newMigration } from "../../../operations/migrate/new-migration.ts";
import { readStackFile } from "../../../settings/from-stack-file.ts";
import { readSettings } from "../../../settings/read.ts";
import { relativeToHere } from "../../output/relative-path.ts";
import { migrationsFolder, requireDeclared } from "./declared-schemas.ts";

export interface MigrateNewOptions {
  readonly stack: string;
  readonly json?: boolean;
}

/** Writes the next pair of files of a declared schema, and says where. */
export function writeNewMigration(schema: string, name: string, { stack, json }: MigrateNewOptions): void {
  requireDeclared(database(readSettings(stack, readStackFile(stack))), schema, "schema");
  const folder = migrationsFolder(schema);
  const made = newMigration(folder, name);
  const [up, down] = [made.up, made.down].map((file) => relativeToHere(join(folder, file)));
  process.stdout.write(
    json
      ? `${JSON.stringify({ up, down })}\n`
      : `${up}\n${down}\nFill in both, then prove them and apply them:\n  npx pgstack migrate verify\n  npx pgstack up\n`,
  );
}
