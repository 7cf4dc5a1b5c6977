import { join } from "node:path";
import { UserError } from "../../../errors/user-error.ts";
import { database } from "../../../model/database.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { projectRoot } from "../../../settings/paths.ts";
import type { Settings } from "../../../settings/settings.ts";

/** The declared schemas, with their files. */
export interface DeclaredSchemas {
  readonly model: DatabaseModel;
  /** All, in the model's order. */
  readonly all: readonly MigratedSchema[];
  /** Those that were asked for. */
  readonly chosen: readonly MigratedSchema[];
}

/**
 * Reads the files of all schemas: also those that were not asked for may be referred to.
 * @param only the schema that was asked for, or all
 * @throws UserError for a schema that is not declared, and with every mistake in a schema's files
 */
export async function declaredSchemas(
  settings: Settings,
  only: string | undefined,
): Promise<DeclaredSchemas> {
  const model = database(settings);
  requireDeclared(model, only, "--schema");
  const all: MigratedSchema[] = [];
  for (const { name, owner, variables } of model.schemas) {
    const files = await readMigrations(migrationsFolder(name), variables);
    all.push({ schema: name, owner, files });
  }
  return { model, all, chosen: all.filter(({ schema }) => only === undefined || schema === only) };
}

/** @throws UserError for a schema that is not declared */
export function requireDeclared({ schemas }: DatabaseModel, name: string | undefined, where: string): void {
  if (name === undefined || schemas.some((schema) => schema.name === name)) return;
  throw new UserError(`model/database.ts declares no schema "${name}"`, {
    where,
    mend: `There are ${schemas.map((schema) => schema.name).join(", ")}.`,
  });
}

/** Where a schema's files are. */
export function migrationsFolder(schema: string): string {
  return join(projectRoot, "migrations", schema);
}
