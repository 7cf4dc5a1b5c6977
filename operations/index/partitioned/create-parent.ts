import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { changeBriefly } from "../change-briefly.ts";

/**
 * Makes the index of a partitioned table, without those of its partitions: at once, for it holds nothing. It is INVALID
 * until every partition has its own attached.
 */
export async function createParent(
  client: ClientBase,
  { tablespace, ...declared }: IndexDefinition,
  options: BuildIndexOptions,
): Promise<void> {
  const place = { schema: options.schema, concurrently: false, only: true };
  const { rows } = await client.query<{ own: string }>(readOwnTablespace);
  // PostgreSQL refuses a partitioned index that names the database's own tablespace, which it gets without.
  const statements =
    tablespace === undefined || tablespace !== rows[0]?.own
      ? [createIndex({ ...declared, ...(tablespace !== undefined && { tablespace }) }, place)]
      : ["SET LOCAL default_tablespace = ''", createIndex(declared, place)];
  const { name, table } = declared;
  const what = `making ${name} on ${options.schema}.${table}`;
  await changeBriefly(client, { table, what, statements, exclusive: true, givenUp }, options);
}

const givenUp = "End that session's transaction, and run it again: what is built so far stays.";

const readOwnTablespace = `
  SELECT s.spcname::text AS own FROM pg_database d JOIN pg_tablespace s ON s.oid = d.dattablespace
  WHERE d.datname = current_database()`;
