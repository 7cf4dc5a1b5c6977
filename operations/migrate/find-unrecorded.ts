import type { ClientBase } from "pg";
import { createdObjects } from "../../sql/migration/created-objects.ts";
import { objectsExist } from "../../sql/migration/objects-exist.ts";
import { type AppliedMigration, type Migration, migrationLabel, runsInTransaction } from "./migration.ts";

/**
 * The migrations that look as if they had been applied and their rows in the history deleted, oldest first: those below
 * one that has its row, and those whose objects are all there, with what is below them. A suspicion: only a comparison
 * with what the files make can prove it. Reads the catalog, and changes nothing.
 */
export async function findUnrecorded(
  client: ClientBase,
  schema: string,
  files: readonly Migration[],
  applied: readonly AppliedMigration[],
): Promise<Migration[]> {
  const labels = new Set(files.map(migrationLabel));
  const versions = new Set(applied.map(({ version }) => version));
  const known = applied.filter((row) => labels.has(migrationLabel(row)));
  let newest = Math.max(0, ...known.map(({ version }) => version));
  const absent = files.filter(({ version }) => !versions.has(version));
  // Where something is to be rolled back first, what is there now says nothing about what comes after.
  if (known.length === applied.length) {
    for (const file of absent) {
      if (file.version > newest && (await isThere(client, schema, file))) newest = file.version;
    }
  }
  return absent.filter(({ version }) => version <= newest);
}

/** A file without a transaction may be run twice: it needs no proof. */
async function isThere(client: ClientBase, schema: string, { up }: Migration): Promise<boolean> {
  if (!runsInTransaction(up.sql) && /\bIF\s+NOT\s+EXISTS\b/i.test(up.sql)) return false;
  const objects = createdObjects(up.sql, schema);
  if (objects.length === 0) return false;
  const { rows } = await client.query<{ present: boolean }>(objectsExist, [JSON.stringify(objects)]);
  return rows[0]?.present === true;
}
