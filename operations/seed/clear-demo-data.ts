import type { ClientBase } from "pg";
import { deleteMarker } from "../../sql/demo-data/marker-table.ts";
import { truncateTables } from "../../sql/demo-data/table-statements.ts";
import { inTransaction } from "../migrate/in-transaction.ts";
import { claimTables } from "./claim-tables.ts";
import { datasetOf } from "./dataset-of.ts";
import { demoDataState } from "./demo-data-state.ts";

/**
 * Takes the demo data of a schema away, and what is remembered of it.
 * @returns whether there was any
 * @throws UserError when the tables are in use, or hold rows that are not demo data
 */
export async function clearDemoData(
  client: ClientBase,
  schema: string,
): Promise<{ readonly changed: boolean }> {
  const { marker, missing } = await demoDataState(client, schema);
  if (marker === undefined) return { changed: false };
  await inTransaction(client, async () => {
    if (missing.length === 0) {
      await claimTables(client, schema);
      await client.query(
        truncateTables(
          schema,
          datasetOf(schema).map(({ name }) => name),
        ),
      );
    }
    await client.query(deleteMarker, [schema]);
  });
  return { changed: true };
}
