import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { deleteHistory, insertHistory, selectAppliedChecksum } from "../../sql/migration/history-rows.ts";
import { type AppliedMigration, type Migration, migrationLabel } from "./migration.ts";
import type { MigrationStep } from "./migration-progress.ts";
import type { ScriptRun } from "./script-run.ts";

/** A step, and what of running it depends on its direction. */
export interface RunnableStep extends MigrationStep, Pick<ScriptRun, "script" | "isDue" | "record"> {}

/** Applies a migration. */
export function stepUp(client: ClientBase, schema: string, migration: Migration): RunnableStep {
  const { version, up } = migration;
  return {
    direction: "up",
    version,
    label: migrationLabel(migration),
    script: up,
    isDue: async () => {
      const checksum = await appliedChecksum(client, schema, version);
      if (checksum === undefined || checksum === up.checksum) return checksum === undefined;
      throw new UserError(
        `another runner has just applied it with checksum ${checksum}; here it is ${up.checksum}`,
        {
          where: up.file,
          mend: "Use the same files everywhere.",
        },
      );
    },
    record: async (durationMs) => {
      await client.query(insertHistory, historyValues(schema, migration, durationMs));
    },
  };
}

/** Rolls a migration back, by the SQL that the history keeps. */
export function stepDown(client: ClientBase, schema: string, applied: AppliedMigration): RunnableStep {
  const label = migrationLabel(applied);
  return {
    direction: "down",
    version: applied.version,
    label,
    script: { file: `${schema}/${label}.down.sql`, sql: applied.downSql },
    isDue: async () => (await appliedChecksum(client, schema, applied.version)) === applied.upChecksum,
    record: async () => {
      await client.query(deleteHistory, [schema, applied.version]);
    },
  };
}

/** What the history keeps of a migration, as its insert takes it. */
export function historyValues(
  schema: string,
  { version, name, up, down, variables }: Migration,
  durationMs: number,
): unknown[] {
  return [schema, version, name, up.checksum, down.checksum, down.sql, JSON.stringify(variables), durationMs];
}

async function appliedChecksum(
  client: ClientBase,
  schema: string,
  version: number,
): Promise<string | undefined> {
  const { rows } = await client.query<{ up_checksum: string }>(selectAppliedChecksum, [schema, version]);
  return rows[0]?.up_checksum;
}
