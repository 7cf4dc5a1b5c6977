import { setTimeout as sleep } from "node:timers/promises";
import { SuperuserError } from "../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { UserError } from "../../errors/user-error.ts";
import type { NativeConfig } from "./native-config.ts";
import { superuserOf } from "./superuser-of.ts";

const pollMs = 50;

/** Whether a standby is one, and receives what its primary writes. */
export async function isStreaming(config: NativeConfig): Promise<boolean> {
  const query =
    "SELECT pg_is_in_recovery() AND EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') AS streams";
  try {
    const [row] = await superuserRows<{ streams: boolean }>(superuserOf(config), query, { timeout: 5_000 });
    return row?.streams ?? false;
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError) return false;
    throw error;
  }
}

/**
 * Waits until a standby streams.
 * @param limit in milliseconds
 * @returns whether it does
 */
export async function comesToStream(config: NativeConfig, limit: number): Promise<boolean> {
  for (const deadline = Date.now() + limit; ; await sleep(pollMs)) {
    if (await isStreaming(config)) return true;
    if (Date.now() > deadline) return false;
  }
}
