import type { ClientBase } from "pg";
import { type HistoryRow, selectHistory } from "../../sql/migration/history-rows.ts";
import { historyTableExists } from "../../sql/migration/history-table.ts";
import type { AppliedMigration } from "./migration.ts";

/** The migrations a schema has, oldest first; none where there is no history table. Changes nothing. */
export async function appliedMigrations(client: ClientBase, schema: string): Promise<AppliedMigration[]> {
  const { rows: tables } = await client.query<{ present: boolean }>(historyTableExists);
  if (tables[0]?.present !== true) return [];
  const { rows } = await client.query<HistoryRow>(selectHistory, [schema]);
  return rows.map((row) => ({
    version: row.version,
    name: row.name,
    upChecksum: row.up_checksum,
    downChecksum: row.down_checksum,
    downSql: row.down_sql,
    variables: row.variables,
    appliedAt: row.applied_at,
    durationMs: row.duration_ms,
    appliedBy: row.applied_by,
  }));
}
