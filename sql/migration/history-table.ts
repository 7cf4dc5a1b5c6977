/** Schema of what pgstack itself has to remember in a database. */
export const bookkeepingSchema = "pgstack";

/** Whether the history table is there, as `present`. */
export const historyTableExists = `SELECT to_regclass('pgstack.migrations') IS NOT NULL AS present`;

/**
 * The history of migrations. Its primary key is what makes a migration happen once: the row is inserted in the
 * migration's own transaction.
 */
export const createHistoryTable = `
  CREATE TABLE IF NOT EXISTS pgstack.migrations (
    schema_name text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    name text NOT NULL,
    up_checksum text NOT NULL,
    down_checksum text NOT NULL,
    down_sql text NOT NULL,
    variables jsonb NOT NULL DEFAULT '{}',
    applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    duration_ms integer NOT NULL CHECK (duration_ms >= 0),
    applied_by text NOT NULL DEFAULT session_user,
    PRIMARY KEY (schema_name, version)
  );
  COMMENT ON TABLE pgstack.migrations IS 'migrations applied, newest state only: a rollback deletes its row';
  COMMENT ON COLUMN pgstack.migrations.up_checksum IS 'SHA-256 of the file, variables not filled in';
  COMMENT ON COLUMN pgstack.migrations.down_sql IS 'what a rollback runs, variables filled in: the file may be gone by then';
  COMMENT ON COLUMN pgstack.migrations.variables IS 'the values that were filled in'`;
