import type { ClientBase } from "pg";
import { withShortLocks } from "../locks/with-short-locks.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";

/** A change of an index's place in the catalog. */
export interface BriefChange {
  readonly table: string;
  /** What it does, e.g. `putting the new items_idx in place`. */
  readonly what: string;
  readonly statements: readonly string[];
  /** Whether it needs the table for itself. @default false */
  readonly exclusive?: boolean;
  /** How it stands when it is given up, and what to do. */
  readonly givenUp: string;
}

/**
 * Runs statements in one transaction, which waits for no lock longer than a moment, again and again until it has them.
 *
 * @throws UserError when somebody keeps a lock for ten minutes
 */
export async function changeBriefly(
  client: ClientBase,
  { table, what, statements, exclusive = false, givenUp }: BriefChange,
  { schema, signal, report, note, noteAfterMs }: BuildIndexOptions,
): Promise<void> {
  const locks = {
    table: { schema, name: table, exclusive },
    what,
    givenUp,
    signal,
    report,
    note,
    noteAfterMs,
  };
  await withShortLocks(client, locks, async () => {
    for (const statement of statements) await client.query(statement);
  });
}
