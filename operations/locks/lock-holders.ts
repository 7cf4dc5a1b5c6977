import type { ClientBase } from "pg";
import type { Blocker } from "../../sql/session/blocker.ts";
import { type LockHolders, readLockHolders } from "../../sql/session/lock-holders.ts";

/** A table, and how it is needed. */
export interface LockedTable {
  readonly schema: string;
  readonly name: string;
  /** Whether readers and writers of its rows are in the way, too. @default false */
  readonly exclusive?: boolean;
}

/** Sessions that keep a change of a table, of its partitions or of their indexes waiting. */
export async function lockHolders(
  client: ClientBase,
  { schema, name, exclusive = false }: LockedTable,
): Promise<readonly Blocker[]> {
  const { rows } = await client.query<LockHolders>(readLockHolders, [schema, name, exclusive]);
  return rows[0]?.holders ?? [];
}
