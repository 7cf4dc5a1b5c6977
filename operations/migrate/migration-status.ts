import type { ClientBase } from "pg";
import { appliedMigrations } from "./applied-migrations.ts";
import { findUnrecorded } from "./find-unrecorded.ts";
import { type AppliedMigration, type Migration, migrationLabel } from "./migration.ts";
import { editsOf } from "./plan-migrations.ts";

/**
 * `applied`; `pending`; `edited`, its file is not what was applied; `missing`, applied and no longer among the files;
 * `restorable`, its objects are there and its row in the history is not: the next `up` compares, and puts the row back.
 */
export type MigrationState = "applied" | "pending" | "edited" | "missing" | "restorable";

/** How one migration stands. */
export interface MigrationStatus {
  readonly schema: string;
  readonly version: number;
  readonly name: string;
  readonly state: MigrationState;
  /** Of what is in the history. */
  readonly applied?: { readonly at: Date; readonly by: string; readonly durationMs: number };
  /** Of an edited one, which file, and what it was and is. */
  readonly edits?: readonly string[];
}

/** How a schema's files and its history stand to each other, oldest first. Reads, and changes nothing. */
export async function migrationStatus(
  client: ClientBase,
  schema: string,
  files: readonly Migration[],
): Promise<MigrationStatus[]> {
  const applied = await appliedMigrations(client, schema);
  const restorable = new Set((await findUnrecorded(client, schema, files, applied)).map(migrationLabel));
  const fileOf = new Map(files.map((file) => [migrationLabel(file), file]));
  const rowOf = new Map(applied.map((row) => [migrationLabel(row), row]));
  const of = (label: string): MigrationStatus | undefined => {
    const [file, row] = [fileOf.get(label), rowOf.get(label)];
    if (row !== undefined) return { schema, ...ofRow(row, file) };
    if (file === undefined) return undefined;
    const { version, name } = file;
    return { schema, version, name, state: restorable.has(label) ? "restorable" : "pending" };
  };
  return [...new Set([...fileOf.keys(), ...rowOf.keys()])]
    .sort()
    .map(of)
    .filter((status) => status !== undefined);
}

function ofRow(row: AppliedMigration, file: Migration | undefined): Omit<MigrationStatus, "schema"> {
  const { version, name, appliedAt: at, appliedBy: by, durationMs } = row;
  const known = { version, name, applied: { at, by, durationMs } };
  if (file === undefined) return { ...known, state: "missing" };
  const edits = editsOf(file, row);
  return edits.length === 0 ? { ...known, state: "applied" } : { ...known, state: "edited", edits };
}
