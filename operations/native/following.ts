import { existsSync } from "node:fs";
import { join } from "node:path";
import { SuperuserError } from "../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { UserError } from "../../errors/user-error.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import { readDataMarker } from "./data-marker.ts";
import type { Standby } from "./native-config.ts";
import { superuserOf } from "./superuser-of.ts";

/** Whether a standby's data is a clone of its primary, and was not promoted. */
export function isCloneOf(dataFolder: string, { primaryIdentity }: Standby): boolean {
  return (
    readDataMarker(dataFolder)?.cloneOf === primaryIdentity && existsSync(join(dataFolder, "standby.signal"))
  );
}

/**
 * Whether the primary has kept what a standby has yet to read, for sure.
 *
 * @throws UserError when the primary does not answer
 */
export async function slotHolds(bin: string, standby: Standby): Promise<boolean> {
  const primary = superuserOf({
    bin,
    socketFolder: standby.primarySocketFolder,
    port: standby.primaryPort,
  });
  const slot = quoteLiteral(standby.slot);
  // One that was made anew holds nothing, until a clone is made by it.
  const query = `SELECT 1 AS held FROM pg_replication_slots
    WHERE slot_name = ${slot} AND restart_lsn IS NOT NULL AND wal_status <> 'lost'`;
  try {
    return (await superuserRows(primary, query)).length > 0;
  } catch (error) {
    if (!(error instanceof SuperuserError)) throw error;
    throw new UserError(`the server that ${standby.name} follows does not answer: ${error.message}`, {
      where: standby.primarySocketFolder,
      mend: "Run `npx pgstack up`: it starts the server first.",
      cause: error,
    });
  }
}
