import type { ClientBase } from "pg";
import {
  existingTables,
  hasAnyValue,
  inspectTables,
  type TableRows,
} from "../../sql/demo-data/inspect-tables.ts";
import { type MarkerRow, markerTableExists, selectMarker } from "../../sql/demo-data/marker-table.ts";
import { datasetOf } from "./dataset-of.ts";

/** Demo data that a schema holds. */
export interface DemoData {
  readonly seed: number;
  readonly scale: number;
  /** Rows loaded, by table; some may have been changed or deleted since. */
  readonly rows: Readonly<Record<string, number>>;
  readonly loadedAt: Date;
}

/** What is in a schema's tables, as far as demo data is concerned. */
export interface DemoDataState {
  /** What was loaded last. */
  readonly marker: DemoData | undefined;
  /** Tables of the demo data that do not exist. */
  readonly missing: readonly string[];
  /** Tables that hold rows which were not loaded as demo data. */
  readonly foreign: readonly string[];
  /** What was loaded last is still there: no table is gone or empty, nor holds other rows in its place. */
  readonly present: boolean;
}

/** How many of the first table's rows are compared with what was loaded: one that is unchanged suffices. */
const sampleSize = 10;

/** Reads the marker and looks whether the tables agree with it, in a few index look-ups whatever the number of rows. */
export async function demoDataState(client: ClientBase, schema: string): Promise<DemoDataState> {
  const tables = datasetOf(schema);
  const names = tables.map(({ name }) => name);
  const marker = await readMarker(client, schema);
  const { rows: existing } = await client.query<{ name: string }>(existingTables, [schema, names]);
  const missing = names.filter((name) => !existing.some((table) => table.name === name));

  const there = names.filter((name) => !missing.includes(name));
  const loaded = (name: string) => marker?.rows[name] ?? 0;
  const tableRows =
    there.length === 0
      ? []
      : (
          await client.query<TableRows>(
            inspectTables(
              schema,
              there.map((name) => ({ name, loaded: loaded(name) })),
            ),
          )
        ).rows;
  const ours = marker !== undefined && missing.length === 0 && (await holdsSample(client, schema, marker));
  const filled = tableRows.filter((table) => table.filled);
  const [first] = names;
  return {
    marker,
    missing,
    foreign: filled
      .filter(({ name, beyond }) => marker === undefined || beyond || (name === first && !ours))
      .map(({ name }) => name),
    present: ours && filled.length === names.length,
  };
}

async function readMarker(client: ClientBase, schema: string): Promise<DemoData | undefined> {
  const { rows: tables } = await client.query<{ present: boolean }>(markerTableExists);
  if (tables[0]?.present !== true) return undefined;
  const { rows } = await client.query<MarkerRow>(selectMarker, [schema]);
  const [row] = rows;
  return row && { seed: Number(row.seed), scale: row.scale, rows: row.rows, loadedAt: row.loaded_at };
}

/** Tables may have been made anew and filled by somebody else since the marker was written: their ids start at 1 too. */
async function holdsSample(client: ClientBase, schema: string, recipe: DemoData): Promise<boolean> {
  const [table] = datasetOf(schema);
  if (table === undefined) return false;
  const [, column = "id"] = table.columns;
  const sample = [...table.rows(recipe).take(sampleSize)];
  const { rows } = await client.query<{ present: boolean }>(hasAnyValue(schema, table.name, column), [
    sample.map(([id]) => id),
    sample.map(([, value]) => value),
  ]);
  return rows[0]?.present === true;
}
