import { join } from "node:path";
import type { Schema } from "../../../model/database-model.ts";
import { readMigrations } from "../../migrate/read-migrations.ts";
import { type MigratedKeys, migratedKeys } from "./migrated-keys.ts";
import { type ForeignKey, uncoveredForeignKeys } from "./uncovered-foreign-keys.ts";

type DeclaredSchema = Pick<Schema, "name" | "indexes" | "variables">;

/**
 * What the migrations of a schema make.
 * @param folder holds a folder of migrations a schema
 * @throws UserError with every mistake in the schema's files
 */
export async function keysOfMigrations(folder: string, schema: DeclaredSchema): Promise<MigratedKeys> {
  const migrations = await readMigrations(join(folder, schema.name), schema.variables);
  return migratedKeys(
    schema.name,
    migrations.map(({ up }) => up.sql),
  );
}

/** Foreign keys that neither the migrations nor the model give an index. */
export async function unindexedForeignKeys(
  folder: string,
  schemas: readonly DeclaredSchema[],
): Promise<ForeignKey[]> {
  const found: ForeignKey[] = [];
  for (const schema of schemas) {
    const { foreignKeys, indexes } = await keysOfMigrations(folder, schema);
    const declared = schema.indexes.map(({ table, method = "btree", keys, where }) => ({
      schema: schema.name,
      table,
      method,
      columns: keys.map(({ column }) => column ?? null),
      predicate: where ?? null,
    }));
    found.push(...uncoveredForeignKeys(foreignKeys, [...indexes, ...declared]));
  }
  return found;
}
