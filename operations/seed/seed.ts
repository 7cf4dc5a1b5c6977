import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { copyIn } from "../../sql/demo-data/copy-in.ts";
import {
  addForeignKey,
  dropForeignKey,
  type ForeignKeyRow,
  selectForeignKeys,
} from "../../sql/demo-data/foreign-keys.ts";
import { createMarkerTable, markerTableExists, writeMarker } from "../../sql/demo-data/marker-table.ts";
import { analyzeTables, restartIdentity, truncateTables } from "../../sql/demo-data/table-statements.ts";
import { ensureBookkeeping } from "../migrate/ensure-bookkeeping.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { claimTables } from "./claim-tables.ts";
import { copyTable } from "./copy-table.ts";
import { datasetOf } from "./dataset-of.ts";
import { type DemoDataState, demoDataState } from "./demo-data-state.ts";

/** What is loaded, and where. */
export interface SeedOptions {
  /** Connected as an administrator with the rights of the tables' owner. No transaction is open. */
  readonly client: ClientBase;
  /** The schema, e.g. `commerce`; its tables exist. */
  readonly schema: string;
  /** The same seed and scale give the same rows; 0 to 2^32 - 1. */
  readonly seed: number;
  /** Multiplies the about 40,000 rows, a whole number from 1. */
  readonly scale: number;
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** How far a table is. */
export interface SeedProgress {
  readonly table: string;
  /** Rows sent so far. */
  readonly rows: number;
  readonly total: number;
}

/** What was done. */
export interface SeedResult {
  /** False when the same data was there already. */
  readonly changed: boolean;
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
}

/**
 * Loads the demo data of a schema in one transaction: all of it or nothing. Data of another seed or scale is replaced;
 * the same is left alone.
 *
 * @throws UserError when the tables are not there or in use, or hold rows that are not demo data
 */
export async function seed(options: SeedOptions): Promise<SeedResult> {
  const { client, schema } = options;
  checkRecipe(options);
  const loaded = holds(await demoDataState(client, schema), options);
  if (loaded !== undefined) return { changed: false, rows: loaded };

  await ensureBookkeeping(client, markerTableExists, createMarkerTable);
  return inTransaction(client, async () => {
    // Another run may have loaded it while this one waited for the tables.
    const loadedMeanwhile = holds(await claimTables(client, schema), options);
    if (loadedMeanwhile !== undefined) return { changed: false, rows: loadedMeanwhile };
    const rows = await load(options);
    await client.query(writeMarker, [schema, options.seed, options.scale, JSON.stringify(rows)]);
    return { changed: true, rows };
  });
}

function holds(
  state: DemoDataState,
  { seed, scale }: SeedOptions,
): Readonly<Record<string, number>> | undefined {
  const { marker, present } = state;
  return present && marker?.seed === seed && marker.scale === scale ? marker.rows : undefined;
}

async function load({
  client,
  schema,
  seed,
  scale,
  onProgress,
}: SeedOptions): Promise<Record<string, number>> {
  const tables = datasetOf(schema);
  const names = tables.map(({ name }) => name);
  const loaded: Record<string, number> = {};
  // Checked row by row, foreign keys are most of the time that a load takes; added afterwards, a tenth of it.
  const { rows: foreignKeys } = await client.query<ForeignKeyRow>(selectForeignKeys, [schema, names]);
  for (const key of foreignKeys) await client.query(dropForeignKey(schema, key));
  await client.query(truncateTables(schema, names));
  for (const { name, columns, count, rows } of tables) {
    const total = count({ seed, scale });
    loaded[name] = await copyTable(client, copyIn(schema, name, columns), rows({ seed, scale }), (sent) =>
      onProgress?.({ table: name, rows: sent, total }),
    );
    await client.query(restartIdentity(schema, name, "id", loaded[name] + 1));
  }
  for (const key of foreignKeys) await client.query(addForeignKey(schema, key));
  await client.query(analyzeTables(schema, names));
  return loaded;
}

function checkRecipe({ seed, scale }: SeedOptions): void {
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffff_ffff) {
    throw new UserError(`the seed ${seed} is no whole number from 0 to 4294967295`, {
      where: "seed",
      mend: "Try 42.",
    });
  }
  if (!Number.isInteger(scale) || scale < 1 || scale > 1_000) {
    throw new UserError(`the scale ${scale} is no whole number from 1 to 1000`, {
      where: "scale",
      mend: "Try 1.",
    });
  }
}
