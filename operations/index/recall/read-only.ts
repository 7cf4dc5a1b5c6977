import type { ClientBase } from "pg";
import { quoteParameter } from "../../../sql/role/setting-text.ts";

/**
 * Runs `work` in a transaction that writes nothing, with settings of its own. Short ones: while one is open, no other index is
 * built to its end, and on a server with one session nobody else has a turn.
 */
export async function readOnly<T>(
  client: ClientBase,
  settings: Readonly<Record<string, string | number>>,
  work: () => Promise<T>,
): Promise<T> {
  await client.query("BEGIN READ ONLY");
  try {
    for (const [name, value] of Object.entries(settings))
      await client.query(`SET LOCAL ${quoteParameter(name)} = ${value}`);
    return await work();
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
  }
}
