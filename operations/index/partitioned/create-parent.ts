import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import type { PartitionedOptions } from "./partitioned-options.ts";
import { underBriefLock } from "./under-brief-lock.ts";

/**
 * Makes the index of a partitioned table, without those of its partitions: at once, for it holds nothing. It is INVALID
 * until every partition has its own attached.
 */
export async function createParent(
  client: ClientBase,
  { tablespace, ...declared }: IndexDefinition,
  options: PartitionedOptions,
): Promise<void> {
  const place = { schema: options.schema, concurrently: false, only: true };
  const { rows } = await client.query<{ own: string }>(readOwnTablespace);
  // PostgreSQL refuses a partitioned index that names the database's own tablespace, which it gets without.
  const statements =
    tablespace === undefined || tablespace !== rows[0]?.own
      ? [createIndex({ ...declared, ...(tablespace !== undefined && { tablespace }) }, place)]
      : ["SET LOCAL default_tablespace = ''", createIndex(declared, place)];
  await underBriefLock(client, statements, options);
}

const readOwnTablespace = `
  SELECT s.spcname::text AS own FROM pg_database d JOIN pg_tablespace s ON s.oid = d.dattablespace
  WHERE d.datname = current_database()`;
