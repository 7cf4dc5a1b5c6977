/** Whether the table of markers is there, as `present`. */
export const markerTableExists = `SELECT to_regclass('pgstack.demo_data') IS NOT NULL AS present`;

/** Which demo data a schema was given. It says what was loaded, not that it is still there. */
export const createMarkerTable = `
  CREATE TABLE IF NOT EXISTS pgstack.demo_data (
    schema_name text PRIMARY KEY,
    seed bigint NOT NULL,
    scale integer NOT NULL CHECK (scale > 0),
    rows json NOT NULL,
    loaded_at timestamptz NOT NULL DEFAULT clock_timestamp()
  );
  COMMENT ON TABLE pgstack.demo_data IS 'demo data loaded by pgstack seed';
  COMMENT ON COLUMN pgstack.demo_data.rows IS 'rows loaded, by table; their ids are 1 to this number'`;

/** A row of the table; `seed` is a bigint, which comes as text. */
export interface MarkerRow {
  readonly seed: string;
  readonly scale: number;
  readonly rows: Readonly<Record<string, number>>;
  readonly loaded_at: Date;
}

/** The marker of schema $1: no row, or one. */
export const selectMarker =
  "SELECT seed, scale, rows, loaded_at FROM pgstack.demo_data WHERE schema_name = $1";

/** Parameters: schema, seed, scale, rows by table as JSON. */
export const writeMarker = `
  INSERT INTO pgstack.demo_data (schema_name, seed, scale, rows) VALUES ($1, $2, $3, $4)
  ON CONFLICT (schema_name) DO UPDATE
    SET seed = excluded.seed, scale = excluded.scale, rows = excluded.rows, loaded_at = excluded.loaded_at`;

/** Removes the marker of schema $1. */
export const deleteMarker = "DELETE FROM pgstack.demo_data WHERE schema_name = $1";
