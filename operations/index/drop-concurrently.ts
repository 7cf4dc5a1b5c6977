import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { isConnectionLost } from "../../db/is-connection-lost.ts";
import { dropIndexIfThere } from "../../sql/index/drop-index.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";
import { findIndex } from "./find-index.ts";
import { watchBuild } from "./watch-build.ts";

/** Drops an index CONCURRENTLY: says whom that waits for, and stops when the signal is aborted. */
export async function dropConcurrently(
  client: ClientBase,
  name: string,
  options: BuildIndexOptions,
): Promise<void> {
  await watchBuild(client, `dropping ${name}`, dropIndexIfThere(options.schema, name), options);
}

/** How long what a failed build left may wait for others before it is left for the next run, in milliseconds. */
const patience = 10_000;
/** How often it is tried when the request that cancelled the build comes late and hits this instead. */
const tries = 3;

/**
 * Drops what a piece of work that has just failed left behind, whatever the signal says.
 *
 * @param which a valid index, too, or only one that is INVALID
 * @returns whether it is gone; it is not while somebody else's transaction on the table goes on, or without a connection
 */
export async function dropAfterFailure(
  client: ClientBase,
  schema: string,
  name: string,
  which: "any" | "invalid",
): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      const left = await findIndex(client, schema, name);
      if (left === undefined || (left.valid && which === "invalid")) return true;
      await client.query("SELECT set_config('lock_timeout', $1, false)", [String(patience)]);
      await client.query(dropIndexIfThere(schema, name));
      return true;
    } catch (error) {
      if (isConnectionLost(error) || errorCode(error) === SqlState.lockNotAvailable) return false;
      if (errorCode(error) !== SqlState.queryCanceled || attempt === tries) throw error;
      await sleep(50);
    } finally {
      await client.query("RESET lock_timeout").catch(() => undefined);
    }
  }
}
