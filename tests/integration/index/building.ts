import { until } from "../embedded/test-server.ts";
import type { IndexServer } from "./index-server.ts";

/** Pid of the session that builds an index, once its phase is one of those; of any build where none is named. */
export async function building(server: IndexServer, phase = ""): Promise<number> {
  let pid: number | undefined;
  await until(async () => {
    const { rows } = await server.admin.query<{ pid: number }>(
      "SELECT pid FROM pg_stat_progress_create_index WHERE phase ~ $1 ORDER BY pid",
      [phase],
    );
    pid = rows[0]?.pid;
    return pid !== undefined;
  });
  if (pid === undefined) throw new Error("no build");
  return pid;
}

/** Ends a session on the server, and waits until it is gone. */
export async function terminate(server: IndexServer, pid: number): Promise<void> {
  await server.admin.query("SELECT pg_terminate_backend($1)", [pid]);
  await until(async () => {
    const { rows } = await server.admin.query("SELECT FROM pg_stat_activity WHERE pid = $1", [pid]);
    return rows.length === 0;
  });
}
