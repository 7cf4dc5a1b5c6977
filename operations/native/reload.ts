import { setTimeout as sleep } from "node:timers/promises";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { UserError } from "../../errors/user-error.ts";
import type { NativeConfig } from "./native-config.ts";
import { superuserOf } from "./superuser-of.ts";

/** How long a server may take to read its configuration again, in milliseconds; it takes a few. */
const limit = 10_000;
const pollMs = 20;

interface Loaded {
  readonly loaded: string;
  readonly pending: string[] | null;
  readonly wrong: string[] | null;
}

// Of a parameter that is read at the start alone the first view says no more than of one with a wrong value.
const question = `SELECT pg_conf_load_time()::text AS loaded,
  (SELECT array_agg(name) FROM pg_settings WHERE pending_restart) AS pending,
  (SELECT array_agg(error) FROM (
    SELECT format('%s = %s, %s', name, setting, error) AS error FROM pg_file_settings AS file
    WHERE error IS NOT NULL
    AND NOT EXISTS (SELECT FROM pg_settings WHERE pending_restart AND pg_settings.name = file.name)
    UNION ALL SELECT error FROM pg_hba_file_rules WHERE error IS NOT NULL) AS every) AS wrong`;

/**
 * Has a server that runs read its configuration again, certificates included, and waits until it has.
 *
 * @returns whether all of it holds by now; a parameter that is read at the start alone does not
 * @throws UserError when it refuses some of it
 */
export async function reload(config: NativeConfig, pid: number): Promise<boolean> {
  const before = await look(config);
  process.kill(pid, "SIGHUP");
  for (const deadline = Date.now() + limit; Date.now() < deadline; await sleep(pollMs)) {
    const now = await look(config);
    if (now.loaded === before.loaded) continue;
    if (now.wrong !== null) {
      throw new UserError(`the native server refuses its configuration: ${now.wrong.join("; ")}`, {
        where: config.dataFolder,
        mend: "It goes on with the one it had.",
      });
    }
    return now.pending === null;
  }
  return false;
}

async function look(config: NativeConfig): Promise<Loaded> {
  const [row] = await superuserRows<Loaded>(superuserOf(config), question);
  if (row === undefined) throw new Error("pg_conf_load_time() returned no row");
  return row;
}
