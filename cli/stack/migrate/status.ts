import { type MigrationStatus, migrationStatus } from "../../../operations/migrate/migration-status.ts";
import { ExitCode } from "../../exit-codes.ts";
import { migrationsTable } from "../../output/migrations-table.ts";
import { styler } from "../../output/style.ts";
import { type SchemasOptions, withSchemas } from "./with-schemas.ts";

export interface MigrateStatusOptions extends SchemasOptions {
  /** Pending migrations count as a finding. */
  readonly check?: boolean;
  readonly json?: boolean;
}

/** Prints files and history side by side; exit code 1 when they contradict each other. */
export async function printMigrationStatus(options: MigrateStatusOptions): Promise<void> {
  await withSchemas(options, async ({ client, chosen }) => {
    const statuses: MigrationStatus[] = [];
    for (const { schema, files } of chosen) statuses.push(...(await migrationStatus(client, schema, files)));
    process.stdout.write(
      options.json
        ? `${JSON.stringify(statuses.map(flat))}\n`
        : `${migrationsTable(statuses, styler(process.stdout))}\n`,
    );
    const fine = new Set(options.check ? ["applied"] : ["applied", "pending"]);
    if (statuses.some(({ state }) => !fine.has(state))) process.exitCode = ExitCode.failed;
  });
}

/** One object a migration, with every field. */
function flat({ applied, edits, ...status }: MigrationStatus) {
  return {
    ...status,
    appliedAt: applied?.at.toISOString() ?? null,
    appliedBy: applied?.by ?? null,
    durationMs: applied?.durationMs ?? null,
    edits: edits ?? [],
  };
}
