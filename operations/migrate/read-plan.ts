import { UserError } from "../../errors/user-error.ts";
import { appliedMigrations } from "./applied-migrations.ts";
import { findUnrecorded } from "./find-unrecorded.ts";
import type { MigrateOptions } from "./migrate-options.ts";
import { type AppliedMigration, type Migration, migrationLabel } from "./migration.ts";
import { type MigrationPlan, planMigrations } from "./plan-migrations.ts";

/** What has to be done, in this order. */
export interface FullPlan extends MigrationPlan {
  /** Rows of the history to be put back, once a comparison has proved that they belong there. */
  readonly restore: readonly Migration[];
}

/**
 * Compares files with the history and the catalog, and changes nothing.
 * @throws UserError what `planMigrations` throws; a file is gone and `rollBackMissing` is not set
 */
export async function readPlan(
  options: Pick<MigrateOptions, "client" | "schema" | "files" | "target" | "rollBackMissing" | "connection">,
): Promise<FullPlan> {
  const { client, schema, files, target, connection } = options;
  const applied = await appliedMigrations(client, schema);
  // Without a connection there is no place to prove it in.
  const restore = connection === undefined ? [] : await findUnrecorded(client, schema, files, applied);
  const plan = planMigrations(files, [...applied, ...restore.map(asApplied)].sort(byVersion), target);
  requireFiles(options, plan);
  return { ...plan, restore };
}

export function isEmpty({ rollBack, apply, restore }: FullPlan): boolean {
  return rollBack.length + apply.length + restore.length === 0;
}

function requireFiles(
  { schema, files, target, rollBackMissing = false }: Parameters<typeof readPlan>[0],
  { rollBack }: MigrationPlan,
): void {
  if (rollBackMissing) return;
  const labels = new Set(files.map(migrationLabel));
  const asked = (version: number) => target !== undefined && version > target;
  const missing = rollBack.filter((row) => !labels.has(migrationLabel(row)) && !asked(row.version));
  if (missing.length === 0) return;
  throw new UserError(`applied, but no longer among the files: ${missing.map(migrationLabel).join(", ")}`, {
    where: `migrations ${schema}`,
    mend: "Bring the files back (is this checkout older than the database?), or ask for a rollback, which loses their data.",
  });
}

/** The row that a migration would have. */
function asApplied({ version, name, up, down, variables }: Migration): AppliedMigration {
  return {
    version,
    name,
    upChecksum: up.checksum,
    downChecksum: down.checksum,
    downSql: down.sql,
    variables,
    appliedAt: new Date(0),
    durationMs: 0,
    appliedBy: "",
  };
}

function byVersion(a: AppliedMigration, b: AppliedMigration): number {
  return a.version - b.version;
}
