/** A row of the history. */
export interface HistoryRow {
  readonly version: number;
  readonly name: string;
  readonly up_checksum: string;
  readonly down_checksum: string;
  readonly down_sql: string;
  readonly variables: Readonly<Record<string, string | number>>;
  readonly applied_at: Date;
  readonly duration_ms: number;
  readonly applied_by: string;
}

/** The history of schema $1, oldest first. */
export const selectHistory = `
  SELECT version, name, up_checksum, down_checksum, down_sql, variables, applied_at, duration_ms, applied_by
  FROM pgstack.migrations WHERE schema_name = $1 ORDER BY version`;

/** The checksum that version $2 of schema $1 was applied with: no row, or one. */
export const selectAppliedChecksum =
  "SELECT up_checksum FROM pgstack.migrations WHERE schema_name = $1 AND version = $2";

/** Parameters: schema, version, name, checksums of up and down, down's SQL, variables as JSON, milliseconds. */
export const insertHistory = `
  INSERT INTO pgstack.migrations
    (schema_name, version, name, up_checksum, down_checksum, down_sql, variables, duration_ms)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** As {@link insertHistory}, for what was applied before; a row that is there by now stays. */
export const restoreHistory = `${insertHistory} ON CONFLICT (schema_name, version) DO NOTHING`;

/** Removes version $2 of schema $1. */
export const deleteHistory = "DELETE FROM pgstack.migrations WHERE schema_name = $1 AND version = $2";
