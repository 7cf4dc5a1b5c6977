import { setTimeout as sleep } from "node:timers/promises";
import { SuperuserError } from "../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { UserError } from "../../errors/user-error.ts";
import { quoteLiteral } from "../../sql/quote.ts";
import type { Standby } from "./native-config.ts";
import { superuserOf } from "./superuser-of.ts";

/** How long the primary may take to notice that a standby has ended, in milliseconds. */
const limit = 10_000;
const pollMs = 50;

/**
 * Drops the slot of a standby that has ended and is not to come back: until then it was in use, and whoever keeps the
 * slots could not. A primary that does not answer keeps it; the next update drops it.
 */
export async function dropSlot(
  bin: string,
  { slot, primarySocketFolder: socketFolder, primaryPort: port }: Omit<Standby, "primaryIdentity" | "name">,
): Promise<void> {
  const primary = superuserOf({ bin, socketFolder, port });
  const named = `pg_replication_slots WHERE slot_name = ${quoteLiteral(slot)}`;
  try {
    for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
      await superuserRows(
        primary,
        `SELECT pg_drop_replication_slot(slot_name)::text AS dropped FROM ${named} AND NOT active`,
      );
      if ((await superuserRows(primary, `SELECT slot_name FROM ${named}`)).length === 0) return;
    }
  } catch (error) {
    if (!UserError.isInstance(error) && !(error instanceof SuperuserError)) throw error;
  }
}
